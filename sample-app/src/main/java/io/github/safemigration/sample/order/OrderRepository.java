package io.github.safemigration.sample.order;

import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface OrderRepository extends JpaRepository<Order, Long> {

    @EntityGraph(attributePaths = {"customer", "lines.product"})
    Optional<Order> findByNumber(long number);

    @Query(value = "SELECT nextval('order_number')", nativeQuery = true)
    long nextNumber();
}
