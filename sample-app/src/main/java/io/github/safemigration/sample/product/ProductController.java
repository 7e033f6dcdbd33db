package io.github.safemigration.sample.product;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @GetMapping
    List<ProductView> list() {
        return products.all().stream().map(ProductView::of).toList();
    }

    @GetMapping("/{sku}")
    ProductView get(@PathVariable String sku) {
        return ProductView.of(products.require(sku));
    }

    @PostMapping
    ResponseEntity<ProductView> create(@Valid @RequestBody NewProduct request) {
        ProductView created = ProductView.of(products.add(request));
        return ResponseEntity.created(URI.create("/products/" + created.sku())).body(created);
    }

    // Orders go on naming the product, so it stays in the catalogue.
    @DeleteMapping("/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discontinue(@PathVariable String sku) {
        products.discontinue(sku);
    }
}
