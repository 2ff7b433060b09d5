package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import java.time.Duration;

/**
 * A scheduled time of a one-server task that a node asks for.
 *
 * @param execution the row it would become: {@code RUNNING}, with the id that it keeps
 * @param grace how late it may be claimed
 * @param revision that of the task's schedule by which it was found due
 * @param evenWhenPaused whether a pause of everything does not concern it
 */
public record ClaimRequest(Execution execution, Duration grace, long revision, boolean evenWhenPaused) {}
