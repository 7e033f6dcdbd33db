package io.github.safemigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTableTests {

    private static final House BAD = House.bad("onlyautoconfigureknowsadapters");

    @Test
    void theTableIsWhatTheCodeDoes() throws IOException {
        RoomTable table = RoomTable.parse(Files.readAllLines(Path.of(RoomTable.FILE)));

        assertThat(String.join("\n", table.differencesFrom(House.real()))).isEmpty();
    }

    @Test
    void everyClassStandsInARoom() {
        assertThat(House.real().classes().stream()
                        .filter(type -> House.real().room(type).isEmpty()))
                .isEmpty();
    }

    @Test
    void anArrowThatIsNotInTheTableIsNamedWithTheLineToChange() {
        assertThat(differences("# a comment", "adapter.jdbc ->", "boot.actuate ->"))
                .singleElement()
                .asString()
                .startsWith(RoomTable.FILE + ":3: boot.actuate may not use adapter.jdbc, but: ")
                .contains("BadEndpoint.java:")
                .endsWith("make the line: `boot.actuate -> adapter.jdbc`");
    }

    @Test
    void aPermissionThatNobodyUsesIsNamedWithTheLineToChange() {
        assertThat(differences("adapter.jdbc -> engine.model", "boot.actuate -> adapter.jdbc"))
                .containsExactly(RoomTable.FILE + ":1: adapter.jdbc does not use engine.model any more."
                        + " Change the code, or make the line: `adapter.jdbc ->`");
    }

    @Test
    void aRoomWithoutLineIsNamedWithTheLineToAdd() {
        assertThat(differences("adapter.jdbc ->"))
                .containsExactly(RoomTable.FILE + " has no line for boot.actuate. Add: `boot.actuate -> adapter.jdbc`");
    }

    @Test
    void aLineWithoutRoomIsToBeRemoved() {
        assertThat(differences("adapter.jdbc ->", "boot.actuate -> adapter.jdbc", "engine.gone ->"))
                .containsExactly(RoomTable.FILE + ":3: there is no engine.gone. Remove the line.");
    }

    @Test
    void onlyAutoconfigureKnowsEverything() {
        assertThat(differences("adapter.jdbc ->", "boot.actuate -> adapter.jdbc", "boot.autoconfigure -> *"))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> differences("boot.actuate -> *"))
                .withMessageStartingWith(RoomTable.FILE + ":1: not of the form");
    }

    private static List<String> differences(String... lines) {
        return RoomTable.parse(List.of(lines)).differencesFrom(BAD);
    }
}
