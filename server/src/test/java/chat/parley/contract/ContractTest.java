package chat.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever was written against a Django REST framework backend does not notice the difference. */
@Order(0)
final class ContractTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().with("PARLEY_JWT_SECRET", Contract.SIGNING_KEY);

  @TestFactory
  Stream<DynamicTest> everyRecordedCaseIsAnsweredAsRecorded() {
    Contract contract = new Contract(SERVER.uri().toString());
    return Contract.cases().stream()
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.toString(), () -> assertThat(contract.mismatches(recorded)).isEmpty()));
  }
}
