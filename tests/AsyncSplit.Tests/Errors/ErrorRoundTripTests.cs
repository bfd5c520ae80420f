using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;

namespace AsyncSplit.Tests.Errors;

public sealed class ErrorRoundTripTests
{
    private readonly ChainRegistry _knowing = new();
    private readonly ChainRegistry _ignorant = new();

    public ErrorRoundTripTests() => new TestChainables().Register(_knowing);

    [Fact]
    public void AProcessThatDoesNotKnowTheTypeHandsItOnUnchanged()
    {
        var here = Trip(new DeclinedException("no", 5), _knowing, _ignorant);
        Assert.IsType<ChainFailedException>(here);

        var there = Trip(here, _ignorant, _knowing);

        Assert.Equal(5, Assert.IsType<DeclinedException>(there).Code);
    }

    [Fact]
    public void InnerExceptionsOfInnerOnesAreKept()
    {
        var restored = Trip(new InvalidOperationException("outer", new InvalidOperationException("middle", new DeclinedException("inner", 1))), _knowing, _knowing);

        Assert.Equal("inner", Assert.IsType<DeclinedException>(restored.InnerException!.InnerException).Message);
    }

    [Fact]
    public void AMessageThatTheTypeComposesIsComposedAgain()
    {
        var original = new TaskCanceledException();

        var restored = Trip(original, _knowing, _knowing);

        Assert.Equal(original.Message, Assert.IsType<TaskCanceledException>(restored).Message);
        Assert.Equal(original.HResult, restored.HResult);
    }

    public static TheoryData<Exception> FrameworkExceptions() =>
    [
        new Exception(),
        new Exception("plain"),
        new InvalidOperationException(),
        new ArgumentException(),
        new ArgumentException("bad", "name"),
        new ArgumentException("bad", "name", new TimeoutException("inner")),
        new ArgumentNullException(),
        new ArgumentNullException("name"),
        new ArgumentNullException("name", "is null"),
        new ArgumentOutOfRangeException("name", 7, "too large"),
        new ObjectDisposedException("thing"),
        new ObjectDisposedException("thing", "gone"),
        new KeyNotFoundException("no key"),
        new FileNotFoundException("no file", "a.txt"),
        new OperationCanceledException(),
        new TaskCanceledException("slow", new TimeoutException("inner")),
        new AggregateException(),
        new AggregateException("several", new TimeoutException("a"), new FormatException("b")),
        new HttpRequestException("no host", new IOException("inner"), System.Net.HttpStatusCode.BadGateway),
        new System.Text.Json.JsonException("no JSON", "$.a", 1, 2),
        new System.Runtime.CompilerServices.SwitchExpressionException(5),
        new NullReferenceException(),
        new DivideByZeroException(),
    ];

    [Theory]
    [MemberData(nameof(FrameworkExceptions), DisableDiscoveryEnumeration = true)]
    public void AnExceptionOfTheFrameworkSaysWhatItSaid(Exception original)
    {
        var restored = Trip(original, _ignorant, _ignorant);

        Assert.Equal(original.GetType(), restored.GetType());
        Assert.Equal(original.Message, restored.Message);
        Assert.Equal(original.InnerException?.Message, restored.InnerException?.Message);
        Assert.Equal((original as ArgumentException)?.ParamName, (restored as ArgumentException)?.ParamName);
        var again = Trip(restored, _ignorant, _ignorant);
        Assert.Equal(original.Message, again.Message);
    }

    [Fact]
    public void TheStackOfWhereItWasThrownStays()
    {
        Exception thrown;
        try
        {
            throw new DeclinedException("no", 5);
        }
        catch (DeclinedException exception)
        {
            thrown = exception;
        }

        Assert.Contains(nameof(TheStackOfWhereItWasThrownStays), Trip(thrown, _knowing, _knowing).StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatEveryExceptionHasTravels()
    {
        var original = new InvalidOperationException("bad") { HResult = 17, HelpLink = "https://example.org/help", Source = "shop" };
        original.Data["order"] = 5;
        original.Data["$when"] = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);
        original.Data["nothing"] = null;
        original.Data["stream"] = Stream.Null;
        original.Data[7] = "a key that is no text";

        var restored = Trip(original, _knowing, _knowing);

        Assert.Equal((17, "https://example.org/help", "shop"), (restored.HResult, restored.HelpLink, restored.Source));
        Assert.Equal(["$when", "nothing", "order"], restored.Data.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal(5, restored.Data["order"]);
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(restored.Data["$when"]).Kind);
    }

    [Fact]
    public void OfAnUnknownTypeTheHResultAndAllInnerExceptionsAreShown()
    {
        var original = new SeveralException(new TimeoutException("a"), new FormatException("b")) { HResult = 99 };

        // AggregateException is a base that is known, of which all inner ones come back; without it only the names are left.
        Assert.Equal(["a", "b"], Assert.IsType<AggregateException>(Trip(original, _ignorant, _ignorant)).InnerExceptions.Select(inner => inner.Message));
        var failed = Assert.IsType<ChainFailedException>(ErrorReader.Read(
            """{"type":"Several","message":"m","hresult":99,"inner":[{"type":"System.TimeoutException","message":"a"},{"type":"System.FormatException","message":"b"}]}"""u8.ToArray(), _ignorant));
        Assert.Equal(99, failed.HResult);
        Assert.Equal([typeof(TimeoutException), typeof(FormatException)], failed.InnerExceptions.Select(inner => inner.GetType()));
        Assert.Same(failed.InnerExceptions[0], failed.InnerException);
    }

    [Fact]
    public void AChainFailedExceptionOfOnesOwnComesBack()
    {
        var restored = Assert.IsType<ChainFailedException>(Trip(new ChainFailedException("m", "Remote.Type", "at x", new TimeoutException("t")), _ignorant, _ignorant));

        Assert.Equal(("m", "Remote.Type", "at x", "t"), (restored.Message, restored.RemoteType, restored.RemoteStackTrace, restored.InnerException?.Message));
    }

    [Fact]
    public void AnErrorOfAnotherLanguageNeedsATypeAndAMessageOnly()
    {
        var restored = Assert.IsType<ChainFailedException>(ErrorReader.Read("""{"type":"ValueError","message":"bad"}"""u8.ToArray(), _knowing));

        Assert.Equal(("ValueError", "bad"), (restored.RemoteType, restored.Message));
    }

    private static Exception Trip(Exception exception, ChainRegistry from, ChainRegistry to)
    {
        var writer = EnvelopeWriter.Rent();
        var bytes = writer.WriteAlone(state => ErrorWriter.Write(state, exception, from));
        writer.Return();
        return ErrorReader.Read(bytes, to);
    }

    private sealed class SeveralException(params Exception[] inner) : AggregateException("several", inner);
}
