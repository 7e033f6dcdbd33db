package io.github.safemigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceBudgetTests {

    @Test
    void theSourcesKeepTheBudget() throws IOException {
        assertThat(String.join("\n", SourceBudget.of(SourceBudget.SOURCES).excesses()))
                .isEmpty();
    }

    @Test
    void everyPackageIntroducesItselfAndIsNullMarked() throws IOException {
        try (Stream<Path> folders = Files.walk(SourceBudget.SOURCES)) {
            assertThat(folders.filter(SourceBudgetTests::holdsClasses))
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .containsPattern("(?s)^/\\*\\* .*\\.\\s*\\*/.*@NullMarked"));
        }
    }

    private static boolean holdsClasses(Path folder) {
        String[] files = folder.toFile().list((parent, name) -> name.endsWith(".java"));
        return files != null && files.length > 0;
    }

    @Test
    void aLongFileIsTooMuch() {
        assertThat(excesses("class A {\n" + "\n".repeat(400) + "}"))
                .contains("A.java: lines: 402, at most 400", "half of the files: lines: 402, at most 70");
    }

    @Test
    void aLongMethodIsTooMuch() {
        assertThat(excesses("class A {\nvoid run() {\n" + "\n".repeat(40) + "}}"))
                .isEmpty();
        assertThat(excesses("class A {\nvoid run() {\n" + "\n".repeat(41) + "}}"))
                .containsExactly("A.java: lines in the body of run: 41, at most 40");
    }

    @Test
    void manyParametersAreTooMuch() {
        assertThat(excesses("class A { A(int a, int b, int c, int d, int e, int f) {} }"))
                .containsExactly("A.java: parameters of <init>: 6, at most 5");
    }

    @Test
    void componentsOfRecordsAndParametersOfOperationsDoNotCount() {
        assertThat(excesses("""
                                record A(int a, int b, int c, int d, int e, int f) {
                                    A {}
                                    @ReadOperation
                                    void read(int a, int b, int c, int d, int e, int f) {}
                                }
                                """)).isEmpty();
    }

    @Test
    void aPostponedThingIsTooMuch() {
        assertThat(excesses("class A {} // TO" + "DO later")).containsExactly("A.java: holds a TODO");
    }

    @Test
    void aThirdOfTheTypesIsHidden() {
        SourceFile open = SourceFile.parse("A.java", "public class A {}");
        SourceFile hidden = SourceFile.parse("B.java", "class B {}");

        assertThat(new SourceBudget(List.of(open, open, hidden)).excesses()).isEmpty();
        assertThat(new SourceBudget(List.of(open, open, open, hidden)).excesses())
                .containsExactly("of 100 types, public ones: 75, at most 67");
    }

    @Test
    void oneInTenFilesMayBeLong() {
        List<SourceFile> files = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> SourceFile.parse("A.java", "class A {" + "\n".repeat(i == 10 ? 300 : 50) + "}"))
                .toList();

        assertThat(new SourceBudget(files).percentile(90)).isEqualTo(51);
    }

    private static List<String> excesses(String text) {
        return new SourceBudget(List.of(SourceFile.parse("A.java", text))).excesses();
    }
}
