package dev.scheduler.execution;

/** Is told what came of runs that were to be claimed; of each once, unless it is to be claimed again. */
interface ClaimResults {

    /** This node starts it. */
    void won(Run run);

    /** It does not start here, and a row answers for it: of another node of ours, or one that says why. */
    void taken(Run run);

    /** It is not claimed here. Where no account covers it, this node records it as missed. */
    void leftToOthers(Run run);

    /** It does not start here, and this node's record is to say why. */
    void ended(Run run, Outcome outcome);
}
