package dev.scheduler.boot.discovery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/** Subscribes to reactive results. Loaded only where Reactive Streams are on the class path. */
final class Publishers {

    private Publishers() {}

    /** The completion of a publisher, or of a type that Spring has an adapter for; null for any other object. */
    static @Nullable Future<?> subscribe(Object result) {
        Publisher<?> publisher = publisher(result);
        if (publisher == null) {
            return null;
        }
        Completion completion = new Completion();
        publisher.subscribe(completion);
        return completion;
    }

    private static @Nullable Publisher<?> publisher(Object result) {
        if (result instanceof Publisher<?> publisher) {
            return publisher;
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
        return adapter == null ? null : adapter.toPublisher(result);
    }

    /** Drops the elements and keeps the end; cancelling it cancels the subscription. */
    private static final class Completion extends CompletableFuture<@Nullable Void> implements Subscriber<Object> {

        private volatile @Nullable Subscription subscription;

        @Override
        public void onSubscribe(Subscription begun) {
            subscription = begun;
            if (isCancelled()) {
                begun.cancel();
            } else {
                begun.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(Object element) {}

        @Override
        public void onError(Throwable failure) {
            completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            complete(null);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            Subscription begun = subscription;
            if (begun != null) {
                begun.cancel();
            }
            return cancelled;
        }
    }
}
