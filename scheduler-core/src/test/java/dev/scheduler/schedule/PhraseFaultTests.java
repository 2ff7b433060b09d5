package dev.scheduler.schedule;

import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PhraseFaultTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "every 5 mintues | unknown unit \"mintues\", did you mean \"minutes\"? (position 9)",
                "evry 5 minutes | unexpected \"evry\", did you mean \"every\"? (position 1)",
                "every 5 | expected a unit such as \"minutes\", found the end (position 8)",
                "every | expected a unit such as \"minutes\", found the end (position 6)",
                "every mondey at 9 | unknown unit or day \"mondey\", did you mean \"monday\"? (position 7)",
                "every day on mondey | unknown day \"mondey\", did you mean \"monday\"? (position 14)",
                "every day at | expected a time such as \"17:00\", \"17\", \"5pm\" or \"noon\", found the end (position 13)",
                "every day at 25:00 | there is no hour 25, expected 0 to 23 (position 14)",
                "every day at 24:00 | there is no hour 24, expected 0 to 23, did you mean \"00:00\"? (position 14)",
                "every day at 9:75 | expected minutes from 00 to 59, found \"75\" (position 16)",
                "every day at 9.30 | \"9.30\" is not a time of day, did you mean \"9:30\"? (position 14)",
                "every day at 0930 | \"0930\" is not a time of day, did you mean \"09:30\"? (position 14)",
                "every day at 13pm | with am or pm the hour is 1 to 12, not 13 (position 14)",
                "every day at 9 at 10 | \"at\" is said twice (\"9\" and \"10\"); write a schedule for each (position 19)",
                "daily hourly | how often is said twice (\"day\" and \"hour\"); write a schedule for each (position 7)",
                "every monday at 9 and | something is missing at the end (position 19)",
                "every second monday | ambiguous: write \"every 2 weeks on monday\" or \"2nd monday of the month\" (position 1)",
                "biweekly | \"biweekly\" is ambiguous: write \"every 2 weeks\" or \"twice weekly\" (position 1)",
                "every month on the 32nd | a month has days 1 to 31, not 32 (position 20)",
                "every june 31 | june has days 1 to 30, not 31 (position 12)",
                "every june | expected a day after \"june\", such as \"june 1\" (position 11)",
                "every month on the last | the last what? Expected \"last day\", \"last weekday\" or \"last friday\" (position 20)",
                "every 0 minutes | an interval is at least one millisecond (position 7)",
                "every 0 days | an interval is at least one unit (position 7)",
                "every 1 day 12 hours | calendar and clock units do not mix in one interval, did you mean \"36 hours\"? (position 7)",
                "every 1.5 days | calendar units come in whole numbers, did you mean \"36 hours\"? (position 7)",
                "every 999999 days | too long an interval (position 7)",
                "twice daily at 9 | twice takes two times, not 1 (position 1)",
                "twice weekly | twice takes two days, not none (position 1)",
                "hourly between 9 | expected the window's end, as in \"22:00-06:00\", found the end (position 17)",
                "daily from tomorrow | expected a date such as \"2026-01-05\" or \"2026-01-05T08:30\", found \"tomorrow\" (position 12)",
                "daily from 2026-02-30 | there is no such date, expected a date such as \"2026-01-05\" or \"2026-01-05T08:30\" (position 12)",
                "daily only on the 15th | expected days of the week, such as \"weekdays\" (position 15)",
                "every weekday except weekdays | no day of the week is left",
                "every day at 9:00 UTC | unexpected \"UTC\", a time zone goes by itself into \"zone\" (position 19)",
                "last day of the decade | expected \"month\", \"quarter\", \"year\" or a month's name, found \"decade\"",
                "once upon a time | expected \"daily\", \"a day\" or another unit, found \"upon\" (position 6)",
                "~ ~ | nothing is said, expected a phrase such as \"every 5 minutes\"",
                "banana | unexpected \"banana\", expected a phrase such as \"every 5 minutes\"",
                "every week on the 15th | \"the 15th\": days of the month go with every = \"month\"; expected days of the week",
                "every month on monday | \"monday\": days of the week go with every = \"week\"; expected days of the month, such as \"first monday\"",
                "hourly at 17:00 | \"17:00\": with hours it is the minute, such as \":17\"; for times of day write every = \"day\"",
                "daily at 13:00 between 22:00 and 06:00 | \"22:00 and 06:00\": never fires: none of the times lies inside",
                "0 0 30 2 * | never fires",
                "0 9 * * | did you mean \"0 0 9 * *\"?",
                "0 9 * * 1-5 at 10:00 | \"10:00\": does not go with cron, which says the times itself",
                "@dayly | did you mean \"@daily\"?"
            })
    void saysWhereWhatAndWhatIsNear(String text, String message) {
        assertThatThrownBy(() -> Schedule.parse(text, ZoneOffset.UTC))
                .isInstanceOf(InvalidTimingException.class)
                .hasMessageStartingWith("schedule = \"" + text + "\": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"-", "' - '"})
    void refusesTheScheduleThatIsNone(String text) {
        assertThatThrownBy(() -> Schedule.parse(text, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is no schedule, it stands for none");
    }
}
