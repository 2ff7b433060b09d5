package dev.scheduler.boot;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.execution.Operations;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Sources of tasks do not know each other, and nothing knows what puts them together. */
class ArchitectureTests {

    /** The core stands below the starter, so what holds for both is checked here. */
    private static final JavaClasses STARTER_AND_CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.scheduler");

    private static final JavaClasses STARTER = STARTER_AND_CORE.that(resideInAPackage("dev.scheduler.boot.."));

    @Test
    void nothingKnowsTheAutoConfiguration() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.scheduler.boot.autoconfigure..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.scheduler.boot.autoconfigure.."));
    }

    @Test
    void sourcesOfTasksDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.scheduler.boot.discovery..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.scheduler.boot.properties.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.scheduler.boot.properties..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.scheduler.boot.discovery.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.scheduler.boot.(*)..").should().beFreeOfCycles());
    }

    @Test
    void engineIsMadeInOnePlace() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.scheduler.boot.autoconfigure..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.scheduler.execution..")
                        .and(not(belongToAnyOf(LocalNode.class, LocalTask.class, Operations.class)))));
    }

    @Test
    void clusterKnowsNoDatabase() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.scheduler.boot.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.scheduler.boot.jdbc..", "java.sql..", "javax.sql.."));
    }

    @Test
    void rootHoldsEventsAndExceptionsOnly() {
        assertThat(STARTER.getPackage("dev.scheduler.boot").getClasses())
                .filteredOn(type -> type.isTopLevelClass() && !type.isArray())
                .isNotEmpty()
                .allMatch(type -> type.isInterface() || type.isRecord() || type.isAssignableTo(Throwable.class));
    }

    @Test
    void autoConfigurationsAreFinalAndTheirBeansPackagePrivate() {
        check(classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL));
        check(methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
    }

    @Test
    void nothingFoldsOrFormatsTextInTheDefaultLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .check(STARTER_AND_CORE);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        assertThat(STARTER_AND_CORE.getPackage("dev.scheduler").getSubpackagesInTree())
                .filteredOn(each -> !each.getClasses().isEmpty())
                .isNotEmpty()
                .allMatch((JavaPackage each) -> each.isAnnotatedWith(NullMarked.class));
    }

    private static void check(ArchRule rule) {
        rule.check(STARTER);
    }
}
