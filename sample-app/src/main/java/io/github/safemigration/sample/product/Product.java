package io.github.safemigration.sample.product;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;

/** Something in the catalogue. */
@Entity
public class Product {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String sku;

    private String name;

    private BigDecimal price;

    private boolean discontinued;

    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    @SuppressWarnings("NullAway.Init")
    Product(String sku, String name, BigDecimal price) {
        this.sku = sku;
        this.name = name;
        this.price = price.setScale(2);
    }

    /**
     * Returns the number in the catalogue.
     *
     * @return the stock keeping unit
     */
    public String sku() {
        return sku;
    }

    /**
     * Returns the name in the catalogue.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what one piece costs today.
     *
     * @return the price in euros, without tax
     */
    public BigDecimal price() {
        return price;
    }

    boolean discontinued() {
        return discontinued;
    }

    void discontinue() {
        discontinued = true;
    }
}
