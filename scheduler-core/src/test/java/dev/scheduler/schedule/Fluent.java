package dev.scheduler.schedule;

import java.time.ZoneId;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The frequency words by themselves. */
record Fluent(TimingSpec spec) implements Frequencies<Fluent> {

    static final Fluent NOTHING = new Fluent(TimingSpec.UNSET);
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Override
    public Fluent amend(UnaryOperator<TimingSpec> change) {
        return new Fluent(change.apply(spec));
    }

    Timing timing() {
        return Objects.requireNonNull(spec.compile(PARIS).timing());
    }
}
