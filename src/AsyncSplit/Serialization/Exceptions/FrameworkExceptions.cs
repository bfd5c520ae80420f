using System.Globalization;
using System.Net;
using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>The codecs of the framework's exceptions: the exact type and its own data come back.</summary>
public static class FrameworkExceptions
{
    /// <summary>One codec per type.</summary>
    /// <remarks>Some types add to the message they are constructed with. Where <c>Message</c> is what is passed to <c>Read</c>, the addition is taken off first, so that it is there once.</remarks>
    public static IEnumerable<ExceptionCodec> All { get; } =
    [
        Plain((message, inner) => new Exception(message, inner)),
        Plain((message, inner) => new SystemException(message, inner)),
        Plain((message, inner) => new ApplicationException(message, inner)),
        Plain((message, inner) => new InvalidOperationException(message, inner)),
        Plain((message, inner) => new NotSupportedException(message, inner)),
        Plain((message, inner) => new PlatformNotSupportedException(message, inner)),
        Plain((message, inner) => new NotImplementedException(message, inner)),
        Plain((message, inner) => new TimeoutException(message, inner)),
        Plain((message, inner) => new FormatException(message, inner)),
        Plain((message, inner) => new UriFormatException(message, inner)),
        Plain((message, inner) => new ArithmeticException(message, inner)),
        Plain((message, inner) => new OverflowException(message, inner)),
        Plain((message, inner) => new DivideByZeroException(message, inner)),
        Plain((message, inner) => new IndexOutOfRangeException(message, inner)),
        Plain((message, inner) => new KeyNotFoundException(message, inner)),
        Plain((message, inner) => new NullReferenceException(message, inner)),
        Plain((message, inner) => new InvalidCastException(message, inner)),
        Plain((message, inner) => new RankException(message, inner)),
        Plain((message, inner) => new ArrayTypeMismatchException(message, inner)),
        Plain((message, inner) => new OutOfMemoryException(message, inner)),
        Plain((message, inner) => new UnauthorizedAccessException(message, inner)),
        Plain((message, inner) => new OperationCanceledException(message, inner)),
        Plain((message, inner) => new TaskCanceledException(message, inner)),
        Plain((message, inner) => new AggregateException(message, inner is null ? [] : [inner])),
        Plain((message, inner) => new System.Diagnostics.UnreachableException(message, inner)),
        Plain((message, _) => new System.Runtime.CompilerServices.SwitchExpressionException(message)),
        Plain((message, inner) => new IOException(message, inner)),
        Plain((message, inner) => new DirectoryNotFoundException(message, inner)),
        Plain((message, inner) => new EndOfStreamException(message, inner)),
        Plain((message, inner) => new PathTooLongException(message, inner)),
        Plain((message, inner) => new InvalidDataException(message, inner)),
        Plain((message, inner) => new System.Security.SecurityException(message, inner)),
        Plain((message, inner) => new System.Security.Cryptography.CryptographicException(message, inner)),
        Plain((message, inner) => new System.Threading.Channels.ChannelClosedException(message, inner)),
        new DataExceptionCodec<ArgumentException>(
            "ParamName", null, e => (e.ParamName, null), (message, inner, name, _) => new(Without(message, Parameter(name)), name, inner)),
        new DataExceptionCodec<ArgumentNullException>(
            "ParamName", null, e => (e.ParamName, null), (message, inner, name, _) => inner is null ? new(name, Without(message, Parameter(name))) : new(message, inner)),
        new DataExceptionCodec<ArgumentOutOfRangeException>(
            "ParamName", "ActualValue", e => (e.ParamName, e.ActualValue is null ? null : Convert.ToString(e.ActualValue, CultureInfo.CurrentCulture)), OutOfRange),
        new DataExceptionCodec<ObjectDisposedException>(
            "ObjectName", null, e => (e.ObjectName, null), (message, inner, name, _) => inner is null ? new(name, Without(message, $"{Environment.NewLine}Object name: '{name}'.")) : new(message, inner)),
        new DataExceptionCodec<FileNotFoundException>(
            "FileName", null, e => (e.FileName, null), (message, inner, name, _) => new(message, name, inner)),
        new DataExceptionCodec<HttpRequestException>(
            "StatusCode",
            "HttpRequestError",
            e => (((int?)e.StatusCode)?.ToString(CultureInfo.InvariantCulture), e.HttpRequestError.ToString()),
            (message, inner, status, error) => new(
                Enum.TryParse<HttpRequestError>(error, out var known) ? known : HttpRequestError.Unknown,
                message,
                inner,
                Enum.TryParse<HttpStatusCode>(status, out var code) ? code : null)),
        new DataExceptionCodec<ChainFailedException>(
            "RemoteType", "RemoteStackTrace", e => (e.RemoteType, e.RemoteStackTrace), (message, inner, type, stack) => new(message, type ?? "", stack, inner)),
        new DataExceptionCodec<JsonException>(
            "Path", null, e => (e.Path, null), (message, inner, path, _) => new(message, path, null, null, inner)),
    ];

    private static FrameworkExceptionCodec<T> Plain<T>(Func<string, Exception?, T> create)
        where T : Exception => new(create);

    private static ArgumentOutOfRangeException OutOfRange(string message, Exception? inner, string? name, string? actual)
    {
        if (inner is not null)
        {
            return new ArgumentOutOfRangeException(message, inner);
        }

        return actual is null
            ? new ArgumentOutOfRangeException(name, Without(message, Parameter(name)))
            : new ArgumentOutOfRangeException(name, actual, Without(Without(message, $"{Environment.NewLine}Actual value was {actual}."), Parameter(name)));
    }

    private static string Parameter(string? name) => $" (Parameter '{name}')";

    private static string Without(string message, string addition) =>
        message.EndsWith(addition, StringComparison.Ordinal) ? message[..^addition.Length] : message;
}
