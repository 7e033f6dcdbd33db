package io.github.safemigration.sample.order;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

record NewPayment(
        @NotBlank String method,

        @NotNull @Positive @Digits(integer = 10, fraction = 2)
        BigDecimal amount) {}
