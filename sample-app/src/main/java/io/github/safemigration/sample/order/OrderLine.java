package io.github.safemigration.sample.order;

import io.github.safemigration.sample.product.Product;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

@Entity
class OrderLine {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(optional = false)
    private Product product;

    private int quantity;

    private BigDecimal unitPrice;

    @SuppressWarnings("NullAway.Init")
    protected OrderLine() {}

    OrderLine(Product product, int quantity) {
        this.product = product;
        this.quantity = quantity;
        this.unitPrice = product.price();
    }

    void add(int more) {
        quantity = Math.addExact(quantity, more);
    }

    BigDecimal price() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    Product product() {
        return product;
    }

    int quantity() {
        return quantity;
    }

    BigDecimal unitPrice() {
        return unitPrice;
    }
}
