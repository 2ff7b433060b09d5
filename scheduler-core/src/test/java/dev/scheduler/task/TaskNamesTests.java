package dev.scheduler.task;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskNamesTests {

    private static final List<String> NAMES = List.of("billing.sync-records", "billing.send-invoices", "cleanup");

    @Test
    void namesTheBeanAndTheMethodInKebabCase() {
        assertThat(TaskNames.of("billing", "syncRecords")).isEqualTo("billing.sync-records");
        assertThat(TaskNames.of("orderExport", "toURLList")).isEqualTo("order-export.to-url-list");
        assertThat(TaskNames.of("HTTPClient", "ping2Hosts")).isEqualTo("http-client.ping2-hosts");
        assertThat(TaskNames.of("nightly_jobs", "_clean")).isEqualTo("nightly-jobs.clean");
    }

    @Test
    void namesTheBeanAloneWhereTheMethodSaysNothing() {
        assertThat(List.of("run", "execute", "handle", "call"))
                .allSatisfy(
                        method -> assertThat(TaskNames.of("cleanUp", method)).isEqualTo("clean-up"));
        assertThat(TaskNames.of("cleanUp", null)).isEqualTo("clean-up");
    }

    @Test
    void callsABeanByItsClassWhereItsNameIsNoIdentifier() {
        assertThat(TaskNames.bean("billing", List.class)).isEqualTo("billing");
        assertThat(TaskNames.bean("com.example.Outer$Billing", Sample.class)).isEqualTo("Sample");
        assertThat(TaskNames.bean("a-b", new Object() {}.getClass())).isEqualTo("TaskNamesTests$1");
    }

    @Test
    void foldsCaseAndPunctuationWhateverTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(TaskNames.canonical("Billing.SYNC_Invoices-2")).isEqualTo("billingsyncinvoices2");
            assertThat(TaskNames.of("IMPORT", "INDEX")).isEqualTo("import.index");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void findsANameByItselfOrByAUniqueLastPart() {
        assertThat(TaskNames.find("billing.sync-records", NAMES)).contains("billing.sync-records");
        assertThat(TaskNames.find("BILLING_SYNCRECORDS", NAMES)).contains("billing.sync-records");
        assertThat(TaskNames.find("SyncRecords", NAMES)).contains("billing.sync-records");
        assertThat(TaskNames.find("billing", NAMES)).isEmpty();
        assertThat(TaskNames.find("run", List.of("a.run", "b.run"))).isEmpty();
        assertThat(TaskNames.find("run", List.of("a.run", "run"))).contains("run");
        assertThat(TaskNames.find("b.c", List.of("a.b.c", "x.c"))).contains("a.b.c");
    }

    @Test
    void suggestsTheNameThatWasProbablyMeant() {
        assertThat(TaskNames.nearest("billing.snyc-records", NAMES)).isEqualTo("billing.sync-records");
        assertThat(TaskNames.nearest("send-invoce", NAMES)).isEqualTo("billing.send-invoices");
        assertThat(TaskNames.nearest("claenup", NAMES)).isEqualTo("cleanup");
        assertThat(TaskNames.nearest("reports", NAMES)).isNull();
        assertThat(TaskNames.nearest("x", List.of())).isNull();
    }

    @Test
    void refusesNamesThatNoLockOrUrlCanHave() {
        assertThat(TaskNames.problem("billing.Sync_records-2")).isEmpty();
        assertThat(TaskNames.problem("a".repeat(55))).isEmpty();
        assertThat(TaskNames.problem("a".repeat(56)))
                .hasValueSatisfying(text -> assertThat(text).contains("at most 55 characters, this one has 56"));
        assertThat(TaskNames.problem("sync records"))
                .hasValueSatisfying(text -> assertThat(text).contains("not \" \"; did you mean \"sync-records\"?"));
        assertThat(TaskNames.problem("löschen")).isPresent();
        assertThat(TaskNames.problem("a ".repeat(40)))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("did you mean"));
        assertThat(TaskNames.problem(".."))
                .hasValueSatisfying(text -> assertThat(text).contains("at least one letter or digit"));
        assertThat(TaskNames.problem("")).isPresent();
    }

    private static final class Sample {}
}
