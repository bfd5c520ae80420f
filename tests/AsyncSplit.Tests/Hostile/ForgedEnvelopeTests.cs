using System.Text;
using System.Text.RegularExpressions;
using AsyncSplit.Engine;
using AsyncSplit.Envelopes;
using AsyncSplit.Futures;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using AsyncSplit.Tests.Fixtures;
using AsyncSplit.Tests.Protection;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Hostile;

/// <summary>What someone can do who can write to the queue, and has seen all that ever was in it, but has no key.</summary>
public sealed class ForgedEnvelopeTests
{
    private const string Call = """{"v":1,"chain":"victim","id":"forged","kind":"call","target":"my_func","created":1893456000000,"args":{"value":"a"}}""";
    private const string JoinFrame = """{"at":"one_func@join","shape":"1","catches":true,"state":{"task":{"future":"f1","of":"IReader.ReadAsync"}}}""";
    private const string Join = """{"v":1,"chain":"victim","id":"join","kind":"resume","target":"one_func@join","created":1893456000000,"result":{"settled":[]},"frames":[""" + JoinFrame + "]}";

    public static TheoryData<string, bool> Forgeries
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var (name, _) in All(encrypts: false))
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task AForgeryIsRefusedAndItsChainGoesOn(string name, bool encrypts)
    {
        var body = All(encrypts).Single(forgery => forgery.Name == name).Body;
        var store = new InMemoryChains(TimeProvider.System);
        using var host = ProtectedHost.Create(ProtectedHost.Protect(encrypts), store);
        var log = host.Services.GetRequiredService<RunLog>();
        await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("delay_func", "a"), TextCodec.Instance, new ChainStartOptions { ChainId = "victim" });
        await store.CommitAsync(null, new StepCommit { Sends = [new OutgoingEnvelope("forged", "victim", "my_func", DateTimeOffset.UnixEpoch, body)] }, CancellationToken.None);

        await host.StartAsync();
        Assert.Equal("opaque(b)", await host.RunAsync("opaque_func", "b"));
        for (var tries = 0; store.DeadLetters().Count == 0 && tries < 500; tries++)
        {
            await Task.Delay(10);
        }

        await host.StopAsync();
        var refused = Assert.Single(store.DeadLetters());
        Assert.True(refused.Kind == DeadLetterKind.NotAuthentic, refused.Reason);
        Assert.Equal("", refused.ChainId);
        Assert.Equal(body, refused.Body.ToArray());
        Assert.DoesNotContain("my_func", log.Entries);
        Assert.Equal(ChainStatus.Running, store.Find("victim")!.Status);
    }

    [Fact]
    public async Task AForgeryThatIsTooLargeIsAForgery()
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(new InMemoryChains(TimeProvider.System) { MaxEnvelopeBytes = 4_000 });
        collection.AddAsyncSplitCore(chains => ProtectedHost.Protect(encrypts: false)(chains.Add(new TestChainables()).UseInMemory()));
        await using var services = collection.BuildServiceProvider();

        var commit = await services.GetRequiredService<StepRunner>().ExecuteAsync(new Delivery("forged", new byte[10_000]), CancellationToken.None);

        Assert.Equal(DeadLetterKind.NotAuthentic, commit!.DeadLetter!.Kind);
        Assert.Equal("", commit.DeadLetter.ChainId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheEndOfAFutureIsThatOfNoOther(bool encrypts)
    {
        var protection = Protection(encrypts);
        var wait = ProtectedEnvelope.For(new FutureWait(Outgoing("join", Join), Join.IndexOf("[]", StringComparison.Ordinal) + 1, ["f1"], 1), protection);
        var opener = new EnvelopeOpener(protection, new ChainRegistry());

        var mine = Outcome("victim", "f1", protection);
        Assert.Equal("""{"settled":[{"id":"f1","result":"r"}]}""", Payload(Opened(mine)));
        var signal = SignalDelivery.OutcomeOf("f1", ProtectedOutcome.For(new SignalDelivery("victim", "said", "s", "\"r\""u8.ToArray()), protection).Value);
        Assert.Equal("""{"settled":[{"id":"f1","result":"r"}]}""", Payload(Opened(signal)));

        Refused("it is not protected", SettledFutures.Write("f1", PayloadKind.Result, "\"r\""u8.ToArray()));
        Refused("it is that of another future", Renamed(Outcome("victim", "f2", protection), "f2", "f1"));
        Refused("it is a result that is called an error", Renamed(mine, "\"result\"", "\"error\""));
        Refused("it is changed", encrypts ? Renamed(mine, "outcome.aes1.2026-01.", "outcome.aes1.2026-01.AAAA") : Renamed(mine, "\"r\"", "\"q\""));
        Refused("it is a signal of another chain", SignalDelivery.OutcomeOf("f1", ProtectedOutcome.For(new SignalDelivery("other", "said", "s", "\"r\""u8.ToArray()), protection).Value));
        Refused("it is a signal that is called a call's end", Renamed(signal, "\"signal.", "\"outcome."));
        Refused("its key is not known", Outcome("victim", "f1", new EnvelopeProtection(encrypts, EnvelopeProtectionStage.Required, new ChainKeyRing([ProtectedHost.NewKey]), null)));

        Envelope Opened(byte[] outcome) => opener.Read("join", wait.Complete([outcome]).Body);

        void Refused(string why, byte[] outcome)
        {
            var exception = Assert.Throws<EnvelopeException>(() => Opened(outcome));
            Assert.True(exception is { Kind: DeadLetterKind.NotAuthentic, IsForged: false }, why);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryByteOfAProtectedEnvelopeCounts(bool encrypts)
    {
        var protection = Protection(encrypts);
        var opener = new EnvelopeOpener(protection, new ChainRegistry());
        var body = ProtectedEnvelope.For(Outgoing("m", Call), protection).Body.ToArray();
        Assert.Equal("my_func", opener.Read("m", body).Header.Target);
        for (var position = 0; position < body.Length; position++)
        {
            var changed = (byte[])body.Clone();
            changed[position] ^= 1;
            try
            {
                opener.Read("m", changed);
            }
            catch (EnvelopeException exception)
            {
                Assert.Equal(DeadLetterKind.NotAuthentic, exception.Kind);
                continue;
            }

            // Base64 has bits at its end that mean nothing.
            Assert.Equal((byte)'"', body[position + 1]);
        }
    }

    private static IEnumerable<(string Name, byte[] Body)> All(bool encrypts)
    {
        var protection = Protection(encrypts);
        var authentic = Encoding.UTF8.GetString(ProtectedEnvelope.For(Outgoing("forged", Call), protection).Body.Span);
        var other = Encoding.UTF8.GetString(ProtectedEnvelope.For(Outgoing("other", Call), protection).Body.Span);
        var text = new Regex("envelope\\.[^\"]*").Match(authentic).Value;
        byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

        yield return ("nothing", []);
        yield return ("no signature", Bytes(Call));
        yield return ("an empty signature", Bytes($$"""{"v":1,"signature":"","envelope":{{Call}}}"""));
        yield return ("a signature that is none", Bytes($$"""{"v":1,"signature":"envelope.hmac1.2026-01.AAAA","envelope":{{Call}}}"""));
        yield return ("a signature that is no text", Bytes($$"""{"v":1,"signature":7,"envelope":{{Call}}}"""));
        yield return ("a scheme that there is not", Bytes($$"""{"v":1,"signature":"envelope.none.2026-01.","envelope":{{Call}}}"""));
        yield return ("a signature with another key of that name", ProtectedEnvelope.For(Outgoing("forged", Call), Protection(encrypts, ChainKey.Create("2026-01"))).Body.ToArray());
        yield return ("a signature with a key that is not known", ProtectedEnvelope.For(Outgoing("forged", Call), Protection(encrypts, ProtectedHost.NewKey)).Body.ToArray());
        yield return ("an authentic envelope under another id", Bytes(other));
        yield return ("an authentic signature of something else", Bytes($$"""{"v":1,"signature":"{{text}}","envelope":{{Call.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)}}}"""));
        yield return ("an authentic text called a signature", Bytes($$"""{"v":1,"signature":"{{text.Replace("aes1", "hmac1", StringComparison.Ordinal)}}","envelope":{{Call}} }"""));
        yield return ("an authentic text called encrypted", Bytes($$"""{"v":1,"sealed":"{{text.Replace("hmac1", "aes1", StringComparison.Ordinal)}}x"}"""));
        yield return ("a hole where there was none", Bytes(authentic.Replace("{\"v\":1,", "{\"v\":1,\"hole\":3,\"settled\":[],", StringComparison.Ordinal)));
        yield return ("a hole in the middle of nowhere", Bytes(authentic.Replace("{\"v\":1,", "{\"v\":1,\"hole\":-1,\"settled\":[1],", StringComparison.Ordinal)));
        yield return ("a future's end as an envelope", Bytes($$"""{"v":1,"sealed":"{{Regex.Match(Encoding.UTF8.GetString(Outcome("victim", "forged", protection)), "outcome\\.[^\"]*").Value.Replace("outcome", "envelope", StringComparison.Ordinal)}}"}"""));
        yield return ("a callback's token as a signature", Bytes($$"""{"v":1,"signature":"envelope.{{new CallbackTokens(new ChainKeyRing([ProtectedHost.Key])).Create(new CallbackTicket("victim", "forged", "", DateTimeOffset.MaxValue)).Value}}","envelope":{{Call}}}"""));
        yield return ("cut in the middle", Bytes(authentic[..(authentic.Length / 2)]));
        yield return ("cut at its end", Bytes(authentic[..^2]));
        yield return ("an encrypted text of no length", Bytes("""{"v":1,"sealed":"envelope.aes1.2026-01."}"""));
    }

    private static EnvelopeProtection Protection(bool encrypts, ChainKey? key = null) => new(encrypts, EnvelopeProtectionStage.Required, new ChainKeyRing([key ?? ProtectedHost.Key]), null);

    private static OutgoingEnvelope Outgoing(string id, string body) => new(id, "victim", "my_func", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(body));

    private static byte[] Outcome(string chainId, string futureId, EnvelopeProtection protection) =>
        ProtectedOutcome.For(new FutureSettlement(chainId, futureId, SettledFutures.Write(futureId, PayloadKind.Result, "\"r\""u8.ToArray())), protection).Outcome.ToArray();

    private static byte[] Renamed(byte[] json, string from, string to) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace(from, to, StringComparison.Ordinal));

    private static string Payload(Envelope envelope) => Encoding.UTF8.GetString(envelope.Payload.Span);
}
