using System.Text;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using BenchmarkDotNet.Attributes;

namespace AsyncSplit.Benchmarks.Protection;

/// <summary>What a signature or encryption adds to one envelope that is written once and read once, beside reading it as a step does.</summary>
[MemoryDiagnoser]
public class EnvelopeProtectionBenchmarks
{
    private readonly EnvelopeProtection _signs = Protect(encrypts: false);
    private readonly EnvelopeProtection _encrypts = Protect(encrypts: true);
    private OutgoingEnvelope _envelope = null!;

    /// <summary>The size of the argument, in bytes.</summary>
    [Params(500, 5_000, 50_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void WriteEnvelope()
    {
        var body = $$"""{"v":1,"chain":"c","id":"m","kind":"call","target":"t","created":1893456000000,"args":{"value":"{{new string('a', Bytes)}}"},"frames":[]}""";
        _envelope = new OutgoingEnvelope("m", "c", "t", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(body));
    }

    [Benchmark(Baseline = true)]
    public object Plain() => EnvelopeReader.Read(_envelope.Body);

    [Benchmark]
    public object Signed() => Pass(_signs);

    [Benchmark]
    public object Encrypted() => Pass(_encrypts);

    private static EnvelopeProtection Protect(bool encrypts) => new(encrypts, EnvelopeProtectionStage.Required, new ChainKeyRing([ChainKey.Create("key")]), null);

    private object Pass(EnvelopeProtection protection) => new EnvelopeOpener(protection, new ChainRegistry()).Read("m", ProtectedEnvelope.For(_envelope, protection).Body);
}
