package io.github.safemigration.sample.product;

import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** The catalogue. */
@Service
@Transactional(readOnly = true)
public class Products {

    private final ProductRepository products;

    Products(ProductRepository products) {
        this.products = products;
    }

    /**
     * Returns a product that can be ordered.
     *
     * @param sku the product's number in the catalogue
     * @return the product
     * @throws ResponseStatusException if there is none, or no longer (422)
     */
    public Product requireOrderable(String sku) {
        return products.findBySku(sku)
                .filter(product -> !product.discontinued())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "Product " + sku + " cannot be ordered"));
    }

    Product require(String sku) {
        return products.findBySku(sku)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no product " + sku));
    }

    List<Product> all() {
        return products.findAll(Sort.by("sku"));
    }

    @Transactional
    Product add(NewProduct request) {
        if (products.findBySku(request.sku()).isPresent()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "There is a product " + request.sku());
        }
        return products.save(new Product(request.sku(), request.name(), request.price()));
    }

    @Transactional
    void discontinue(String sku) {
        require(sku).discontinue();
    }
}
