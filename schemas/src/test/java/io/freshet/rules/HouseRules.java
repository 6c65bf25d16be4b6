package io.freshet.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house, for the main classes of any module. */
public final class HouseRules {
  private final String root;
  private final JavaClasses classes;

  private HouseRules(String root) {
    this.root = root;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(root);
  }

  /** The rules for everything below a package that is not in a jar. */
  public static HouseRules of(String rootPackage) {
    return new HouseRules(rootPackage);
  }

  /** What holds in every module. */
  public HouseRules everywhere() {
    check(slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true));
    check(
        noClasses()
            .should()
            .haveSimpleNameContaining("Util")
            .orShould()
            .haveSimpleNameContaining("Helper")
            .orShould()
            .haveSimpleNameContaining("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("a name says what a class is for"));
    check(
        classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotAnnotations()
            .and()
            .areNotAnonymousClasses()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("nobody inherits from our classes"));
    return only("java.util.logging..", "nowhere");
  }

  /** A library that only the packages below one of ours may see. */
  public HouseRules only(String library, String... packages) {
    String[] allowed = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      allowed[i] = root + "." + packages[i] + "..";
    }
    check(
        noClasses()
            .that(not(resideInAnyPackage(allowed)))
            .should()
            .dependOnClassesThat(resideInAPackage(library))
            .because(library + " belongs to " + String.join(", ", packages)));
    return this;
  }

  /** Packages that nothing here may see. */
  public HouseRules never(String... packages) {
    check(noClasses().should().dependOnClassesThat(resideInAnyPackage(packages)));
    return this;
  }

  private void check(ArchRule rule) {
    rule.check(classes);
  }
}
