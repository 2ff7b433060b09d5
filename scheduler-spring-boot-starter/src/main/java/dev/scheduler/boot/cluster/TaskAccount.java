package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.history.MissedTimes;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The account of one task at one instant: what became of the scheduled times that have no record, since the mark and since its
 * schedule counts. Misses in a row are caught up on together, once the last of them is settled.
 */
final class TaskAccount {

    private final Agreement agreement;
    private final Schedule schedule;
    private final Verdicts verdicts;
    private final Limits limits;
    private final Supplier<String> ids;
    private final String node;

    /** @param ids makes ids of executions */
    TaskAccount(Agreement agreement, Verdicts verdicts, Limits limits, Supplier<String> ids, String node) {
        this.agreement = agreement;
        this.schedule = agreement.schedule();
        this.verdicts = verdicts;
        this.limits = limits;
        this.ids = ids;
        this.node = node;
    }

    /**
     * How far an account may go.
     *
     * @param now the database's, as far as this node knows it
     * @param settled up to here nothing can be accepted any more
     * @param judged up to here no node answers for the task by itself; what lies between the two may be accepted still
     */
    record Limits(Instant now, Instant settled, Instant judged) {

        Limits atMost(Instant until) {
            return new Limits(now, earlier(settled, until), earlier(judged, until));
        }
    }

    /**
     * @param after what lies before this is not its affair
     * @param known what is known of the scheduled times after the mark, in order
     */
    Account account(Instant after, List<Span> known) {
        Instant from =
                later(later(agreement.mark().accountedUntil(), agreement.mark().since()), after);
        List<Unrecorded> all = Unrecorded.of(schedule, from, limits.judged(), known, verdicts);
        MissedTimes missed = new MissedTimes(agreement.local().definition().settings());
        int going = firstGoingOn(all);
        if (going < all.size() && all.get(going).isMissed() && missed.remembers() > 0) {
            int held = startOf(all, going);
            Instant before = all.get(held).gap().first().minusMillis(1);
            return new Account(earlier(limits.settled(), before), rows(all.subList(0, held), missed));
        }
        List<Unrecorded> over = new ArrayList<>(all.subList(0, going));
        Unrecorded part = going == all.size() ? null : all.get(going).upTo(schedule, limits.settled());
        if (part != null) {
            over.add(part);
        }
        return new Account(limits.settled(), rows(over, missed));
    }

    /** The first of which some could still be accepted. */
    private int firstGoingOn(List<Unrecorded> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).gap().last().isAfter(limits.settled())) {
                return i;
            }
        }
        return all.size();
    }

    /** Where the misses begin that one goes on with: they are caught up on together. */
    private int startOf(List<Unrecorded> all, int last) {
        int start = last;
        while (start > 0
                && all.get(start - 1).isMissed()
                && all.get(start - 1).isFollowedBy(all.get(start), schedule)) {
            start--;
        }
        return start;
    }

    private List<Execution> rows(List<Unrecorded> over, MissedTimes missed) {
        over.stream().filter(Unrecorded::isMissed).forEach(each -> add(each.gap(), missed));
        List<Instant> catchUps = missed.verdict(limits.now()).catchUps();
        List<Execution> rows = new ArrayList<>();
        for (Unrecorded each : over) {
            List<Instant> within = !each.isMissed()
                    ? List.of()
                    : catchUps.stream()
                            .filter(time -> !time.isBefore(each.gap().first())
                                    && !time.isAfter(each.gap().last()))
                            .toList();
            Gap left = without(each.gap(), within);
            if (left.count() > 0) {
                rows.add(record(left, each.verdict()));
            }
            within.forEach(time -> rows.add(Judged.catchUp(ids.get(), node, agreement.task(), time)));
        }
        return rows;
    }

    private void add(Gap gap, MissedTimes missed) {
        List<Instant> latest = gap.latest(schedule, missed.remembers());
        Gap others = without(gap, latest);
        if (others.count() > 0) {
            missed.add(others.first(), others.last(), others.count());
        }
        latest.forEach(missed::add);
    }

    /** A gap without the last of its times. */
    private Gap without(Gap gap, List<Instant> latest) {
        long count = gap.count() - latest.size();
        Instant last = latest.isEmpty() || count <= 0 ? gap.last() : schedule.previous(latest.get(0));
        return new Gap(gap.first(), last == null ? gap.first() : last, count);
    }

    private Execution record(Gap gap, Verdict verdict) {
        return Judged.times(ids.get(), node, agreement.task(), gap, verdict, limits.now());
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
