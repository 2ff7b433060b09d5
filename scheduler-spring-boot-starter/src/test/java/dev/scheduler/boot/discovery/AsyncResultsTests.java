package dev.scheduler.boot.discovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class AsyncResultsTests {

    @Test
    void returnsAtOnceForOrdinaryResults() {
        assertThatCode(() -> {
                    AsyncResults.await(null);
                    AsyncResults.await("text");
                    AsyncResults.await(List.of(Mono.never()));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void waitsForAFuture() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        Waiting waiting = Waiting.on(future);
        assertThat(waiting.isWaiting()).isTrue();
        future.complete("done");
        assertThat(waiting.outcome()).isNull();
    }

    @Test
    void waitsForAStageThatIsNoFuture() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletionStage<String> stage = future.minimalCompletionStage();
        Waiting waiting = Waiting.on(stage.thenApply(String::trim));
        assertThat(waiting.isWaiting()).isTrue();
        future.complete("done");
        assertThat(waiting.outcome()).isNull();
    }

    @Test
    void throwsWhatTheResultFailedWith() {
        IOException failure = new IOException("disk full");
        assertThatThrownBy(() -> AsyncResults.await(CompletableFuture.failedFuture(failure)))
                .isSameAs(failure);
        assertThatThrownBy(() -> AsyncResults.await(CompletableFuture.failedStage(failure)))
                .isSameAs(failure);
        assertThatThrownBy(() -> AsyncResults.await(
                        CompletableFuture.failedStage(failure).thenApply(value -> value)))
                .isSameAs(failure);
        assertThatThrownBy(() -> AsyncResults.await(Mono.error(failure))).isSameAs(failure);
        assertThatThrownBy(() -> AsyncResults.await(CompletableFuture.failedFuture(new StackOverflowError("too deep"))))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void subscribesToAPublisherAndTakesAllOfIt() throws Exception {
        List<Integer> seen = new ArrayList<>();
        AsyncResults.await(Flux.range(1, 1000).doOnNext(seen::add));
        assertThat(seen).hasSize(1000);
    }

    @Test
    void waitsForTheEndOfAPublisher() throws Exception {
        Sinks.Empty<Void> sink = Sinks.empty();
        Waiting waiting = Waiting.on(sink.asMono());
        assertThat(waiting.isWaiting()).isTrue();
        sink.tryEmitEmpty();
        assertThat(waiting.outcome()).isNull();
    }

    @Test
    void subscribesToAPublisherOfAnotherMaker() throws Exception {
        Publisher<Integer> bare = subscriber -> Flux.just(1, 2).subscribe(subscriber);
        assertThatCode(() -> AsyncResults.await(bare)).doesNotThrowAnyException();
    }

    @Test
    void subscribesToAPublisherOfTheJdk() throws Exception {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());
        Waiting waiting = Waiting.on(publisher);
        assertThat(waiting.isWaiting()).isTrue();
        publisher.close();
        assertThat(waiting.outcome()).isNull();
    }

    @Test
    void cancelsTheFutureWhenInterrupted() throws Exception {
        FutureTask<String> future = new FutureTask<>(() -> "never run");
        Waiting waiting = Waiting.on(future);
        waiting.interrupt();
        assertThat(waiting.outcome()).isInstanceOf(InterruptedException.class);
        assertThat(future).isCancelled();
    }

    @Test
    void cancelsTheSubscriptionWhenInterrupted() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Waiting waiting = Waiting.on(Mono.never().doOnCancel(cancelled::countDown));
        waiting.interrupt();
        assertThat(waiting.outcome()).isInstanceOf(InterruptedException.class);
        assertThat(cancelled.getCount()).isZero();
    }

    @Test
    void cancelsASubscriptionThatBeginsTooLate() throws Exception {
        AtomicReference<@Nullable Subscriber<? super Object>> late = new AtomicReference<>();
        CountDownLatch cancelled = new CountDownLatch(1);
        Publisher<Object> publisher = late::set;
        Waiting waiting = Waiting.on(publisher);
        waiting.interrupt();
        assertThat(waiting.outcome()).isInstanceOf(InterruptedException.class);
        Mono.never().doOnCancel(cancelled::countDown).subscribe(requireNonNull(late.get()));
        assertThat(cancelled.getCount()).isZero();
    }

    /** A thread that waits for a result, and what it threw in the end. */
    private static final class Waiting {

        private final AtomicReference<@Nullable Throwable> outcome = new AtomicReference<>();
        private final Thread thread;

        private Waiting(Object result) {
            thread = new Thread(() -> {
                try {
                    AsyncResults.await(result);
                } catch (Throwable thrown) {
                    outcome.set(thrown);
                }
            });
        }

        static Waiting on(Object result) {
            Waiting waiting = new Waiting(result);
            waiting.thread.start();
            return waiting;
        }

        /** Whether it came to a halt, and not to an end. */
        boolean isWaiting() {
            while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            return thread.getState() == Thread.State.WAITING;
        }

        void interrupt() {
            assertThat(isWaiting()).isTrue();
            thread.interrupt();
        }

        @Nullable
        Throwable outcome() throws InterruptedException {
            thread.join();
            return outcome.get();
        }
    }
}
