package io.github.safemigration.adapter.liquibase;

import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.ui.UIServiceEnum;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Liquibase whose values are Liquibase's own, by their names; null for Liquibase's default.
 *
 * @param summary what its summary tells
 * @param summaryOutput where it tells it
 * @param ui how it talks to people
 */
public record LiquibaseSettings(
        @Nullable Enum<?> summary,
        @Nullable Enum<?> summaryOutput,
        @Nullable Enum<?> ui) {

    /**
     * Sets them.
     *
     * @param liquibase what they are for
     * @param customizer what the application adds; null for nothing
     */
    @SuppressWarnings("unchecked")
    public void applyTo(SpringLiquibase liquibase, @Nullable Customizer<?> customizer) {
        if (summary != null) {
            liquibase.setShowSummary(UpdateSummaryEnum.valueOf(summary.name()));
        }
        if (summaryOutput != null) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.valueOf(summaryOutput.name()));
        }
        if (ui != null) {
            liquibase.setUiService(UIServiceEnum.valueOf(ui.name()));
        }
        if (customizer != null) {
            liquibase.setCustomizer((Customizer<Liquibase>) customizer);
        }
    }
}
