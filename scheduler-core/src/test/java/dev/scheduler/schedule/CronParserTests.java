package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CronParserTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 0 * * 0            | 0 0 * * 7
                    0 0 * * sun          | 0 0 * * SUN
                    0 0 * * fri-mon      | 0 0 * * 5,6,0,1
                    0 0 * * SAT-SUN      | 0 0 * * 6-7
                    0 0 * * 0-7          | 0 0 * * *
                    0 22-2 * * *         | 0 22,23,0,1,2 * * *
                    0 22-2/2 * * *       | 0 22,0,2 * * *
                    0 0 1 nov-feb *      | 0 0 1 11,12,1,2 *
                    */15 * * * *         | 0,15,30,45 * * * *
                    10/20 * * * *        | 10,30,50 * * * *
                    0 0 * * *            | 0 0 0 * * *
                    0 0 ? * MON          | 0 0 * * MON
                    0 0 1 * ?            | 0 0 1 * *
                    0 0 * * 5L           | 0 0 * * FRIL
                    0 0 * * 7#2          | 0 0 * * SUN#2
                    0 0 * * SUNL         | 0 0 * * 0L
                    0 0 * * MON,MON#1    | 0 0 * * MON
                    0 0 *,L * *          | 0 0 * * *
                    quartz: 0 0 12 ? * 2-6       | 0 0 12 ? * MON-FRI
                    QUARTZ:0 0 12 ? * 1 *        | 0 0 12 * * SUN
                    quartz: 0 0 12 ? * L         | 0 0 12 * * SAT
                    quartz: 0 0 12 ? * 6L        | 0 0 12 * * FRIL
                    quartz: 0 0 12 ? * 6#3       | 0 0 12 * * FRI#3
                    quartz: 0 0 12 ? * */2       | 0 0 12 * * SUN,TUE,THU,SAT
                    0 0 * * */2                  | 0 0 * * SUN,TUE,THU,SAT
                    0 0 0 * * */2                | 0 0 0 * * MON,WED,FRI,SUN
                    @yearly   | 0 0 1 1 *
                    @annually | 0 0 1 1 *
                    @monthly  | 0 0 1 * *
                    @weekly   | 0 0 * * 0
                    @daily    | 0 0 * * *
                    @midnight | 0 0 * * *
                    @HOURLY   | 0 * * * *
                    daily     | 0 0 * * *
                    """)
    void spellingsOfOneMeaningCompileAlike(String one, String other) {
        assertThat(parse(one)).isEqualTo(parse(other));
    }

    @Test
    void fiveFieldsTakeEitherDayFieldAndSixTakeBoth() {
        assertThat(parse("0 0 13 * FRI").days().either()).isTrue();
        assertThat(parse("0 0 0 13 * FRI").days().either()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 */2 * FRI", "0 0 13 * */2", "0 0 ? * FRI", "0 0 13 * ?"})
    void aDayFieldThatBeginsWithAStarRestrictsNothing(String text) {
        assertThat(parse(text).days().either()).isFalse();
    }

    @Test
    void fieldsThatStarWithAStepStillCount() {
        assertThat(parse("0 0 */2 * FRI").days().daysOfMonth()).isEqualTo(0xAAAA_AAAA);
    }

    @Test
    void whetherAScheduleRepeatsIsSeenFromItsHours() {
        assertThat(List.of("*/15 * * * *", "30 * * * *", "0 0-23 * * *"))
                .allMatch(text -> parse(text).isRepeating());
        assertThat(List.of("0 */6 * * *", "0 9-17 * * *", "0,30 2 * * *", "0 0 * * *"))
                .noneMatch(text -> parse(text).isRepeating());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    60 * * * *      | "60" is no minute, expected 0 to 59, did you mean "0"? (position 1)
                    0 25 * * *      | "25" is no hour, expected 0 to 23, did you mean "23"? (position 3)
                    0 0 1,0 * *     | "0" is no day of month, expected 1 to 31, did you mean "1"? (position 7)
                    0 0 1 january * | "JANUARY" is no month, expected 1 to 12 or JAN to DEC, did you mean "JAN"? (position 7)
                    0 0 1 JNA *     | "JNA" is no month, expected 1 to 12 or JAN to DEC, did you mean "JAN"? (position 7)
                    0  0  * * MODNAY| "MODNAY" is no day of week, expected 0 to 7 or SUN to SAT (position 11)
                    */60 * * * *    | "60" is no step of the minute, expected 1 to 59, did you mean "0" (once each hour)? (position 1)
                    */0 * * * *     | "0" is no step of the minute, expected 1 to 59 (position 1)
                    1,,2 * * * *    | "" is no minute, expected *, 0 to 59, ranges (a-b), steps (*/n, a-b/n), or a list of these (position 3)
                    0 0 L-31 * *    | "L-31" counts back too far, expected L-1 to L-30, or L for the last day (position 5)
                    0 0 * * L       | "L" needs a day of week before it: "FRIL" is the last Friday of the month, "SAT" is every Saturday (position 9)
                    0 0 * * FRI#6   | "6" after "#" says which one of the month, expected 1 to 5, for example "FRI#3" for the third Friday (position 9)
                    ? * * * *       | "?" may stand for the day of month or the day of week alone, did you mean "*"? (position 1)
                    0 0 * *         | cron has five fields (minute hour day-of-month month day-of-week) or six (second first), not 4, did you mean "0 0 0 * *"?
                    0 0 12 ? * 2 2026 | cron has five fields (minute hour day-of-month month day-of-week) or six (second first), not 7; with a year it is Quartz's form, did you mean "quartz: 0 0 12 ? * 2 2026"?
                    0 0 12 ? * 2-6  | "2-6" beside "?" is ambiguous: it is TUE-SAT where the week is counted from 0 = Sunday, MON-FRI where Quartz counts it from 1 = Sunday; write the one you mean (position 12)
                    quartz: 0 9 * * 1      | Quartz has six fields (second minute hour day-of-month month day-of-week) and a year if need be, not 5, did you mean "quartz: 0 0 9 * * 1"?
                    quartz: 0 0 12 1 * 2   | Quartz takes a day of month or a day of week, not both: write "?" for one of them (position 20)
                    quartz: 0 0 12 ? * 0   | "0" is no day of week, expected 1 to 7 or SUN to SAT, did you mean "1"? (position 20)
                    quartz: 0 0 12 1 1 ? 2030-2026 | "2030-2026" goes back, did you mean "2026-2030"? (position 22)
                    0 0 30 2 *      | never fires: no date has day of month "30", month "2" and day of week "*"; for the last day of a month write "L" as its day
                    @dayly          | unknown macro "@dayly", expected @annually, @daily, @hourly, @midnight, @monthly, @weekly, @yearly or @every 10m, did you mean "@daily"?
                    """)
    void refusalsSayWhereWhatWasExpectedAndWhatIsNear(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "*",
                "* * * * * * * *",
                "-1 * * * *",
                "1- * * * *",
                "1-2-3 * * * *",
                "*/5/2 * * * *",
                "/5 * * * *",
                "*5 * * * *",
                "** * * * *",
                "+5 * * * *",
                "1.5 * * * *",
                "٣ * * * *",
                "99999999999 * * * *",
                "*/x * * * *",
                "1-* * * * *",
                "0 0 L3 * *",
                "0 0 W15 * *",
                "0 0 32W * *",
                "0 0 1-5W * *",
                "0 0 L/2 * *",
                "0 0 L-0 * *",
                "0 0 ?/2 * *",
                "0 0 1,? * *",
                "0 0 * * #3",
                "0 0 * * MON#",
                "0 0 * * FRI#1-3",
                "0 0 * * 5W",
                "0 0 * * LW",
                "0 0 * * JAN",
                "0 0 1 MON *",
                "L * * * *",
                "0 0 31 2,4,6 *",
                "0 0 0 1 * MON#2",
                "quartz:",
                "quartz: * * *",
                "quartz: 0 0 0 ? * * 2100",
                "@",
                "@every"
            })
    void nonsenseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    */45 * * * *  | "*/45" as minute is no even interval: it means :00 and :45 of every hour.
                    */7,30 5 * * *| "*/7" as minute is no even interval: it means :00, :07, :14, :21, :28, :35, :42, :49 and :56 of every hour.
                    0 */5 * * *   | "*/5" as hour is no even interval: it means 00h, 05h, 10h, 15h and 20h of every day.
                    0 0 1/10 * *  | "1/10" as day of month is no even interval: it means 1, 11, 21 and 31 of every month.
                    0 0 1 */5 *   | "*/5" as month is no even interval: it means January, June and November of every year.
                    0 0 * * */3   | "*/3" as day of week is no even interval: it means Sunday, Wednesday and Saturday of every week.
                    """)
    void unevenStepsWarnWithTheRealTimes(String text, String warning) {
        List<String> warnings = new ArrayList<>();
        CronParser.parse(text, warnings::add);
        assertThat(warnings).containsExactly(warning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/15 * * * *", "5/20 * * * *", "10-40/7 * * * *", "0 */6 * * *", "0 0 1 */4 *", "*/20 * * * * *"
            })
    void evenStepsAndRangesDoNotWarn(String text) {
        List<String> warnings = new ArrayList<>();
        CronParser.parse(text, warnings::add);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG"})
    void theDefaultLocaleChangesNeitherMeaningNorMessages(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(parse("0 0 15w jul fri")).isEqualTo(parse("0 0 15W 7 FRI"));
            assertThat(parse("quartz: 0 0 12 ? * fril")).isEqualTo(parse("0 0 12 * * 5L"));
            unevenStepsWarnWithTheRealTimes(
                    "0 0 1 */5 *",
                    "\"*/5\" as month is no even interval: it means January, June and November of every year.");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static CalendarFields parse(String text) {
        return CronParser.parse(text, warning -> {});
    }
}
