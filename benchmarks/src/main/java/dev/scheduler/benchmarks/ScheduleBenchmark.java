package dev.scheduler.benchmarks;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jobrunr.scheduling.cron.CronExpression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Finding the next time, from instants all over four years, and reading an expression: ours beside Spring's, cron-utils',
 * JobRunr's, and a search through hand-made masks as the floor. {@code -prof gc} shows what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScheduleBenchmark {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final int SEEDS = 1024;

    /** What is measured, by its five fields. */
    public enum Expression {
        EVERY_MINUTE("* * * * *", "* * * * *"),
        EVERY_5_MINUTES("*/5 * * * *", "*/5 * * * *"),
        WEEKDAYS_AT_9("0 9 * * 1-5", "0 9 * * 1-5"),
        FIRST_OF_MONTH("0 0 1 * *", "0 0 1 * *"),
        FEBRUARY_29("0 0 29 2 *", "0 0 29 2 *"),
        SUNDAY_AT_2_30("30 2 * * 0", "30 2 * * 0"),
        LAST_DAY_OF_MONTH("0 0 L * *", "0 0 L * *"),
        THIRD_FRIDAY("0 0 * * FRI#3", "0 0 ? * FRI#3");

        private final String fields;
        private final String spring;

        Expression(String fields, String spring) {
            this.fields = fields;
            this.spring = "0 " + spring;
        }
    }

    /** Who is measured. */
    public enum Library {
        OURS {
            @Override
            UnaryOperator<Instant> next(Expression expression) {
                Schedule schedule = Schedule.parse(expression.fields, ZONE);
                return seed -> Objects.requireNonNull(schedule.next(seed));
            }

            @Override
            Object parse(Expression expression) {
                return Schedule.parse(expression.fields, ZONE);
            }
        },
        SPRING {
            @Override
            UnaryOperator<Instant> next(Expression expression) {
                var cron = org.springframework.scheduling.support.CronExpression.parse(expression.spring);
                return seed -> Objects.requireNonNull(cron.next(ZonedDateTime.ofInstant(seed, ZONE)))
                        .toInstant();
            }

            @Override
            Object parse(Expression expression) {
                return org.springframework.scheduling.support.CronExpression.parse(expression.spring);
            }
        },
        CRON_UTILS {
            @Override
            UnaryOperator<Instant> next(Expression expression) {
                ExecutionTime time = (ExecutionTime) parse(expression);
                return seed -> time.nextExecution(ZonedDateTime.ofInstant(seed, ZONE))
                        .orElseThrow()
                        .toInstant();
            }

            @Override
            Object parse(Expression expression) {
                return ExecutionTime.forCron(
                        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53))
                                .parse(expression.spring));
            }
        },
        JOBRUNR {
            @Override
            UnaryOperator<Instant> next(Expression expression) {
                CronExpression cron = new CronExpression(jobRunr(expression));
                return seed -> cron.next(seed, seed, ZONE);
            }

            @Override
            Object parse(Expression expression) {
                return new CronExpression(jobRunr(expression));
            }
        },
        FLOOR {
            @Override
            UnaryOperator<Instant> next(Expression expression) {
                MaskSearch search = MaskSearch.of(expression);
                return search::next;
            }

            @Override
            Object parse(Expression expression) {
                return MaskSearch.of(expression);
            }
        };

        abstract UnaryOperator<Instant> next(Expression expression);

        abstract Object parse(Expression expression);

        /** JobRunr has no word for the third Friday: that cell fails and stays empty. */
        private static String jobRunr(Expression expression) {
            return expression.fields;
        }
    }

    /** The expression. */
    @Param
    public Expression expression = Expression.EVERY_MINUTE;

    /** The library. */
    @Param
    public Library library = Library.OURS;

    private final Instant[] seeds = new Instant[SEEDS];
    private UnaryOperator<Instant> next = UnaryOperator.identity();
    private int index;

    /** Draws the seeds. */
    @Setup
    public void prepare() {
        Random random = new Random(7);
        long from = LocalDateTime.of(2026, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        for (int i = 0; i < SEEDS; i++) {
            seeds[i] = Instant.ofEpochSecond(from + random.nextInt(4 * 366 * 86_400));
        }
        next = library.next(expression);
    }

    /** The next time after an instant. */
    @Benchmark
    public Instant next() {
        index = (index + 1) & (SEEDS - 1);
        return next.apply(seeds[index]);
    }

    /** Reading the expression. */
    @Benchmark
    public Object parse() {
        return library.parse(expression);
    }
}
