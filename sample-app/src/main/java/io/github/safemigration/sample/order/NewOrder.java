package io.github.safemigration.sample.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

record NewOrder(
        @NotNull Long customer,
        @NotEmpty @Size(max = 100) List<@Valid Line> lines,
        @Nullable @Size(max = 500) String note) {

    record Line(@NotBlank String sku, @NotNull @Positive Integer quantity) {}
}
