using System.Text;
using System.Text.Json;
using AsyncSplit.AwsLambda.Logging;
using AsyncSplit.Stores;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class LogTests
{
    [Fact]
    public void AnEntryIsOneLineBetweenTabs()
    {
        LambdaLogger.RequestId.Value = "request-1";

        var written = Write(new(), logger => logger.LogWarning(new InvalidOperationException("broken"), "two\nlines of {Name}", "ada"));

        var parts = written.TrimEnd('\n').Split('\t');
        Assert.Equal(("request-1", "WARN"), (parts[1], parts[2]));
        Assert.StartsWith("Orders: two\rlines of ada\rSystem.InvalidOperationException: broken", parts[3], StringComparison.Ordinal);
        Assert.Equal(1, written.Count(character => character == '\n'));
    }

    [Fact]
    public void AnEntryCanBeJson()
    {
        LambdaLogger.RequestId.Value = "request-2";

        var written = Write(new() { ["AWS_LAMBDA_LOG_FORMAT"] = "JSON" }, logger => logger.LogError(new InvalidOperationException("broken"), "hello {Name}", "ada"));

        var entry = JsonDocument.Parse(written).RootElement;
        Assert.Equal("ERROR", entry.GetProperty("level").GetString());
        Assert.Equal("hello ada", entry.GetProperty("message").GetString());
        Assert.Equal("request-2", entry.GetProperty("requestId").GetString());
        Assert.Equal("System.InvalidOperationException", entry.GetProperty("errorType").GetString());
    }

    [Theory]
    [InlineData(null, "INFO,WARN,ERROR,FATAL")]
    [InlineData("TRACE", "TRACE,DEBUG,INFO,WARN,ERROR,FATAL")]
    [InlineData("WARN", "WARN,ERROR,FATAL")]
    [InlineData("FATAL", "FATAL")]
    public void TheLevelIsTheEnvironments(string? level, string written)
    {
        var lines = Write(new() { ["AWS_LAMBDA_LOG_LEVEL"] = level }, logger =>
        {
            for (var each = LogLevel.Trace; each <= LogLevel.Critical; each++)
            {
                logger.Log(each, "entry");
            }
        });

        Assert.Equal(written, string.Join(',', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[2])));
    }

    private static string Write(Dictionary<string, string?> environment, Action<ILogger> write)
    {
        using var output = new MemoryStream();
        using var provider = new LambdaLoggerProvider(output, environment.GetValueOrDefault, new FakeClock());
        write(provider.CreateLogger("Orders"));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
