/**
 * By what: the threads that everything of ours runs on, as contracts and as the real thing. A simulation stands in for
 * them, so nothing that brings a run on its way makes a thread, sleeps or reads the monotonic clock but through here.
 * Imports nothing of ours.
 */
@NullMarked
package dev.scheduler.thread;

import org.jspecify.annotations.NullMarked;
