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
}
