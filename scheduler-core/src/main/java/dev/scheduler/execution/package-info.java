/**
 * Run: the timeline, claims, rules and threads that make executions of scheduled times. The only package of the core that
 * knows all others; users see it through {@link dev.scheduler.Scheduler}.
 *
 * <p>Where a run stands is its {@link dev.scheduler.execution.Phase}, which {@link dev.scheduler.execution.TaskRuns} alone
 * changes; whatever lists runs asks there.
 *
 * <pre>
 *        due, one server · catch-up without          due, any other task · by hand
 *        an account       │                                           │
 *                    UNCLAIMED ◄── no answer, changed                 │
 *                         │                │                          │
 *                     CLAIMING ────────────┘                          │
 *                         │ won                                       │
 *                         └─────────────► QUEUED ◄────────────────────┘
 *                                           │ a thread     ▲
 *                                        PASSING ──► DELAYED (jitter) ──► QUEUED
 *        catch-up ──► PARKED ◄──────────────┤            (behind runs of its task) ──► QUEUED
 *        (won, or its row is there,         ├──► LOCKING (asks for its lock again) ──► QUEUED
 *        or not for one server)             │      ▲
 *                                        STARTING ─┘
 *                                           │
 *                                        RUNNING
 *                                           │
 *   from anywhere before STARTING ► ENDING  │    (it will not start)
 *                                      │    │
 *                                      └► ENDED ◄── from anywhere
 * </pre>
 *
 * <p>A due time is judged on the timeline ({@link dev.scheduler.execution.DueDecision}), claimed by
 * {@link dev.scheduler.execution.ClaimQueue}, given a thread by {@link dev.scheduler.execution.Dispatcher}, brought through its
 * rules by {@link dev.scheduler.execution.RunExecutor} in the order of {@link dev.scheduler.execution.RuleChains}, and told of
 * by {@link dev.scheduler.execution.ExecutionReporter}. The cluster reaches a node's engine by
 * {@link dev.scheduler.execution.LocalNode} and is reached by {@link dev.scheduler.execution.Operations}.
 */
@NullMarked
package dev.scheduler.execution;

import org.jspecify.annotations.NullMarked;
