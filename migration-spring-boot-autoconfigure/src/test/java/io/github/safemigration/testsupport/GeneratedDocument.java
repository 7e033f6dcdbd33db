package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation that is drawn from the code: its test compares the two, and with
 * {@code -Ddocs.write=true} writes the page instead.
 *
 * @param file the page
 */
public record GeneratedDocument(Path file) {

    /**
     * Names a page.
     *
     * @param path path from the root of the repository, such as {@code docs/architecture.md}
     * @return the page
     */
    public static GeneratedDocument at(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not inside the repository: " + Path.of("").toAbsolutePath());
            }
        }
        return new GeneratedDocument(folder.resolve(path));
    }

    /**
     * Fails unless the page holds exactly this text; or writes it, when asked to.
     *
     * @param text what the page should hold
     */
    public void holds(String text) {
        try {
            if (Boolean.getBoolean("docs.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file)
                    .as("%s is drawn from the code. Run this test with -Ddocs.write=true, and commit the page.", file)
                    .exists()
                    .hasContent(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
