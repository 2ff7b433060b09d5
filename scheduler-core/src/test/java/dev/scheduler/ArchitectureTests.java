package dev.scheduler;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The packages of the core are its layers; imports go one way. */
class ArchitectureTests {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.scheduler");

    @Test
    void importsGoOneWay() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("contract")
                .definedBy("dev.scheduler")
                .layer("schedule")
                .definedBy("dev.scheduler.schedule..")
                .layer("task")
                .definedBy("dev.scheduler.task..")
                .layer("thread")
                .definedBy("dev.scheduler.thread..")
                .layer("lock")
                .definedBy("dev.scheduler.lock..")
                .layer("history")
                .definedBy("dev.scheduler.history..")
                .layer("execution")
                .definedBy("dev.scheduler.execution..")
                .whereLayer("schedule")
                .mayNotAccessAnyLayer()
                .whereLayer("thread")
                .mayNotAccessAnyLayer()
                .whereLayer("contract")
                .mayOnlyAccessLayers("schedule")
                .whereLayer("task")
                .mayOnlyAccessLayers("contract", "schedule")
                .whereLayer("lock")
                .mayOnlyAccessLayers("contract", "schedule", "thread")
                .whereLayer("history")
                .mayOnlyAccessLayers("contract", "schedule")
                .ensureAllClassesAreContainedInArchitecture());
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.scheduler.(*)..").should().beFreeOfCycles());
    }

    @Test
    void rootHoldsContractsOnly() {
        assertThat(CORE.getPackage("dev.scheduler").getClasses())
                .filteredOn(type -> type.isTopLevelClass() && !type.isArray())
                .isNotEmpty()
                .allMatch(type ->
                        type.isInterface() || type.isEnum() || type.isRecord() || type.isAssignableTo(Throwable.class));
    }

    @Test
    void coreDoesNotKnowSpring() {
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta.."));
    }

    @Test
    void cronLibraryStaysBehindTheParser() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.scheduler.schedule")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils.."));
    }

    @Test
    void nothingReadsTheWallClockBehindTheInjectedOne() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Date.class));
    }

    @Test
    void testsDoNotSleep() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.scheduler");
        assertThat(tests).isNotEmpty();
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(tests);
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }
}
