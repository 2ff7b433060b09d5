package dev.scheduler.boot.discovery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Waits for what a method returned before its work was done. */
final class AsyncResults {

    private static final boolean REACTIVE =
            ClassUtils.isPresent("org.reactivestreams.Publisher", AsyncResults.class.getClassLoader());

    private AsyncResults() {}

    /**
     * Returns when the result has ended; at once where it is an ordinary one.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the result has been cancelled then
     * @throws Exception what the result ended with
     */
    static void await(@Nullable Object result) throws Exception {
        if (result instanceof CompletableFuture<?> future) {
            // The stages that hide their future are futures too, but refuse to be asked as such.
            awaitFuture(future.toCompletableFuture());
        } else if (result instanceof Future<?> future) {
            awaitFuture(future);
        } else if (result instanceof CompletionStage<?> stage) {
            awaitFuture(completion(stage));
        } else if (REACTIVE && result != null) {
            Future<?> completion = Publishers.subscribe(result);
            if (completion != null) {
                awaitFuture(completion);
            }
        }
    }

    private static void awaitFuture(Future<?> future) throws Exception {
        try {
            future.get();
        } catch (ExecutionException failed) {
            throw Throwables.asException(failed.getCause());
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            throw interrupted;
        }
    }

    /** Not {@code toCompletableFuture}, which a stage need not support. */
    private static Future<?> completion(CompletionStage<?> stage) {
        CompletableFuture<@Nullable Object> completion = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                completion.complete(value);
            } else {
                completion.completeExceptionally(failure);
            }
        });
        return completion;
    }
}
