package dev.scheduler.lock;

import java.util.function.Supplier;

/** Calls to a lock provider, of which one tells when it does not answer, and when it answers again. */
record StoreCalls(Outage outage) {

    private static final String ASKER = "the lock provider";

    <T> T call(Supplier<T> call) {
        try {
            T answer = call.get();
            outage.over(ASKER);
            return answer;
        } catch (UnsupportedOperationException notOffered) {
            throw notOffered;
        } catch (Throwable problem) {
            outage.failed(ASKER, "The lock store does not answer: " + Problem.of(problem));
            throw problem;
        }
    }

    void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }
}
