package io.github.safemigration.sample.order;

enum OrderStatus {
    PLACED,
    PAID,
    CANCELLED
}
