package chat.parley.doctor;

import chat.parley.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks at everything, one after the other. */
public final class Doctor {
  private final Settings settings;
  private final Consumer<Finding> told;

  /**
   * @param settings which are right, since they could be read
   * @param told of each finding as it is made
   */
  public Doctor(Settings settings, Consumer<Finding> told) {
    this.settings = settings;
    this.told = told;
  }

  /** Blocks, for some seconds at most where something does not answer. Whether all is well. */
  public boolean examine() {
    List<Finding> all = new ArrayList<>();
    Consumer<Finding> each =
        finding -> {
          all.add(finding);
          told.accept(finding);
        };
    each.accept(new Finding.Good("settings", "all can be read"));
    DataDirectory.examine(settings).forEach(each);
    each.accept(OpenFiles.examine());
    each.accept(Listening.examine(settings));
    settings.tls().map(CertificateHealth::examine).ifPresent(each);
    DatabaseHealth.examine(settings).forEach(each);
    settings.broker().map(BrokerHealth::examine).ifPresent(each);
    settings.issuer().map(IssuerHealth::examine).ifPresent(each);
    return all.stream().allMatch(Finding::isGood);
  }
}
