package io.github.safemigration.sample.order;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

interface OrderSummaryRepository extends Repository<OrderSummary, Long> {

    Page<OrderSummary> findAll(Pageable page);

    Page<OrderSummary> findByStatus(OrderStatus status, Pageable page);
}
