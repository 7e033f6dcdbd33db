package io.github.safemigration.sample.product;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

record NewProduct(
        @NotNull @Pattern(regexp = "[A-Z0-9-]{1,32}") String sku,
        @NotBlank @Size(max = 200) String name,

        @NotNull @PositiveOrZero @Digits(integer = 10, fraction = 2)
        BigDecimal price) {}
