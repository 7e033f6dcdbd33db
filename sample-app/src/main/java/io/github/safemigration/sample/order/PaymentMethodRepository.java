package io.github.safemigration.sample.order;

import org.springframework.data.jpa.repository.JpaRepository;

interface PaymentMethodRepository extends JpaRepository<PaymentMethod, String> {}
