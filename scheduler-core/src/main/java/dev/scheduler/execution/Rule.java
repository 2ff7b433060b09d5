package dev.scheduler.execution;

/**
 * One rule on the way of an execution to its body. It lets the execution pass by asking the next rule and returning its
 * answer, does something around it, or ends it with an outcome of its own. Rules hold no state of a task: one instance
 * serves every task whose chain has the same rules.
 */
@FunctionalInterface
interface Rule {

    /** Passes the run on, or ends it. What it throws is the failure of the current try. */
    Outcome pass(Run run) throws Exception;
}
