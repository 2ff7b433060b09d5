/**
 * Then: what became of each scheduled time. The store's contract and the one that keeps it in memory.
 */
@NullMarked
package dev.scheduler.history;

import org.jspecify.annotations.NullMarked;
