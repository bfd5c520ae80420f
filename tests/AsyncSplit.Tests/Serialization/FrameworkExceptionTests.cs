using System.Text.Json;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Serialization;

public sealed class FrameworkExceptionTests
{
    public static TheoryData<Exception> Exceptions =>
    [
        new InvalidOperationException("m"),
        new ArgumentException("m", "p"),
        new ArgumentException("m"),
        new ArgumentNullException("p"),
        new ArgumentNullException("p", "m"),
        new ArgumentOutOfRangeException("p"),
        new ArgumentOutOfRangeException("p", 42, "m"),
        new ObjectDisposedException("o"),
        new ObjectDisposedException("o", "m"),
        new FileNotFoundException("m", "f"),
        new HttpRequestException(HttpRequestError.NameResolutionError, "m", null, System.Net.HttpStatusCode.NotFound),
        new JsonException("m", "$.a", null, null),
        new TaskCanceledException("m"),
    ];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void KeepsTypeMessageAndData(Exception exception)
    {
        var codec = FrameworkExceptions.All.Single(codec => codec.TypeName == exception.GetType().FullName);
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            codec.WriteData(new StateWriter(json), exception);
        }

        var reader = new StateReader(new Utf8JsonReader(stream.ToArray()));
        reader.Read();
        var restored = codec.Read(ref reader, exception.Message, null);
        Assert.Equal(Describe(exception), Describe(restored));
        Assert.False(reader.Json.Read());
    }

    [Fact]
    public void AllHaveDifferentTypes() =>
        Assert.Distinct(FrameworkExceptions.All.Select(codec => codec.TypeName));

    [Fact]
    public void AllCanBeCreatedWithAnInnerException()
    {
        foreach (var codec in FrameworkExceptions.All)
        {
            var reader = new StateReader(new Utf8JsonReader("{\"Other\":[1]}"u8));
            Assert.Equal(codec.TypeName, codec.Read(ref reader, "m", new TimeoutException()).GetType().FullName);
        }
    }

    private static string Describe(Exception exception) => string.Join(
        ", ",
        exception.GetType(),
        exception.Message,
        (exception as ArgumentException)?.ParamName,
        (exception as ArgumentOutOfRangeException)?.ActualValue,
        (exception as ObjectDisposedException)?.ObjectName,
        (exception as FileNotFoundException)?.FileName,
        (exception as HttpRequestException)?.StatusCode,
        (exception as HttpRequestException)?.HttpRequestError,
        (exception as JsonException)?.Path);
}
