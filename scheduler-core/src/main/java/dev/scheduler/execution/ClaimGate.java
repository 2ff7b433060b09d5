package dev.scheduler.execution;

import org.jspecify.annotations.Nullable;

/** Says which runs this node may still claim, and how. */
interface ClaimGate {

    /** Why a run is not due any more, by what is known now of pauses and of its schedule; null where it is. */
    @Nullable
    Outcome notDue(Run run);

    /** Whether the lock named after its task is to be taken with its claim. */
    boolean locksClaim(Run run);

    /** How many more runs this node can take. */
    int room();
}
