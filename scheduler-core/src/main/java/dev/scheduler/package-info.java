/**
 * What a user's code names: the {@link dev.scheduler.Task} annotation, the {@link dev.scheduler.Scheduler} façade and
 * the records they speak in. Interfaces, annotations, enums and records only; nothing here runs anything, and nothing
 * here may import another package of ours than {@code dev.scheduler.schedule}.
 */
@NullMarked
package dev.scheduler;

import org.jspecify.annotations.NullMarked;
