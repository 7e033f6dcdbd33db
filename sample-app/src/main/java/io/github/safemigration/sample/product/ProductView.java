package io.github.safemigration.sample.product;

import java.math.BigDecimal;

record ProductView(String sku, String name, BigDecimal price, boolean discontinued) {

    static ProductView of(Product product) {
        return new ProductView(product.sku(), product.name(), product.price(), product.discontinued());
    }
}
