package dev.scheduler.boot.autoconfigure;

import net.javacrumbs.shedlock.core.LockProvider;

/**
 * Where locks come from.
 *
 * @param provider the application's, or ours where it has none
 * @param isOurs whether it is ours
 */
record LockSource(LockProvider provider, boolean isOurs) {}
