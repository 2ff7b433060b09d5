package dev.scheduler.schedule;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CivilDateTests {

    @Test
    void agreesWithJavaTimeOnEveryDayOfEightCenturies() {
        LocalDate.of(1600, 1, 1).datesUntil(LocalDate.of(2401, 1, 1)).forEach(CivilDateTests::agree);
        LocalDate.of(-5, 1, 1).datesUntil(LocalDate.of(5, 1, 1)).forEach(CivilDateTests::agree);
    }

    private static void agree(LocalDate expected) {
        long date = CivilDate.of(expected.toEpochDay());
        boolean equal = CivilDate.year(date) == expected.getYear()
                && CivilDate.month(date) == expected.getMonthValue()
                && CivilDate.day(date) == expected.getDayOfMonth()
                && CivilDate.dayOfWeek(expected.toEpochDay())
                        == expected.getDayOfWeek().getValue() % 7
                && CivilDate.length(expected.getYear(), expected.getMonthValue()) == expected.lengthOfMonth()
                && CivilDate.firstDay(expected.getYear(), expected.getMonthValue())
                        == expected.withDayOfMonth(1).toEpochDay();
        assertThat(equal).as("%s", expected).isTrue();
    }
}
