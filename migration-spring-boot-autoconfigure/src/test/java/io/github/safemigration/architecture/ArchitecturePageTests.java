package io.github.safemigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitecturePageTests {

    @Test
    void thePageIsDrawnFromTheTable() throws IOException {
        RoomTable table = RoomTable.parse(Files.readAllLines(Path.of(RoomTable.FILE)));

        GeneratedDocument.at("docs/architecture.md").holds(new ArchitecturePage(table, House.real()).render());
    }

    @Test
    void aRoomStandsAboveTheRoomsThatItUses() {
        Floors floors = new Floors(Map.of(
                "engine.workflow", Set.of("engine.plan", "engine.model"),
                "engine.plan", Set.of("engine.model"),
                "engine.lock", Set.of("engine.model"),
                "engine.model", Set.of()));

        assertThat(floors.of("engine")).containsExactly(Set.of("workflow"), Set.of("lock", "plan"), Set.of("model"));
    }
}
