package dev.herald.server.queue.rocketmq;

import java.nio.file.Path;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** The main class of a JVM that is a name server of RocketMQ and its only broker. */
final class RocketNode {
  private static final int SMALL_LOG = 16 << 20;
  private static final int SMALL_INDEX = 20 * 6_000;

  private RocketNode() {}

  /**
   * @param arguments a folder; the ports of the name server, of the broker and of its replication
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty(
        RemotingCommand.REMOTING_VERSION_KEY, String.valueOf(MQVersion.CURRENT_VERSION));
    Path folder = Path.of(arguments[0]);
    int names = Integer.parseInt(arguments[1]);
    nameServer(folder, names);
    broker(folder, names, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    System.out.println(RocketBroker.READY);
  }

  private static void nameServer(Path folder, int port) throws Exception {
    NamesrvConfig config = new NamesrvConfig();
    config.setKvConfigPath(folder.resolve("names.json").toString());
    config.setConfigStorePath(folder.resolve("names.properties").toString());
    NamesrvController names = new NamesrvController(config, listening(port));
    names.initialize();
    names.start();
  }

  private static NettyServerConfig listening(int port) {
    NettyServerConfig config = new NettyServerConfig();
    config.setBindAddress("127.0.0.1");
    config.setListenPort(port);
    return config;
  }

  private static void broker(Path folder, int names, int port, int replication) throws Exception {
    BrokerConfig config = new BrokerConfig();
    config.setBrokerName("broker");
    config.setBrokerId(MixAll.MASTER_ID);
    config.setBrokerIP1("127.0.0.1");
    config.setListenPort(port);
    config.setNamesrvAddr("127.0.0.1:" + names);
    config.setAutoCreateTopicEnable(false);
    BrokerController broker =
        new BrokerController(
            config, listening(port), new NettyClientConfig(), store(folder, replication));
    if (!broker.initialize()) {
      System.out.println("the broker can't begin");
      System.exit(1);
    }
    broker.start();
  }

  private static MessageStoreConfig store(Path folder, int replication) {
    MessageStoreConfig store = new MessageStoreConfig();
    store.setStorePathRootDir(folder.resolve("store").toString());
    store.setMappedFileSizeCommitLog(SMALL_LOG);
    store.setMappedFileSizeConsumeQueue(SMALL_INDEX);
    store.setMaxHashSlotNum(1_000);
    store.setMaxIndexNum(4_000);
    store.setHaListenPort(replication);
    store.setTimerWheelEnable(false);
    store.setDiskMaxUsedSpaceRatio(98);
    return store;
  }
}
