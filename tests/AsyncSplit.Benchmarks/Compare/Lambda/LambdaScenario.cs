using System.Text;
using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda;
using AsyncSplit.Tests.Shared;

namespace AsyncSplit.Benchmarks.Compare.Lambda;

/// <summary>
/// How long a bootstrap of machine code takes from the start of its process until it has answered its first invocation and asks for the next one: the shop of the Quickstart beside a loop over the Runtime API that
/// does nothing. Both run on the Lambda service of this repository, as often as <see cref="Starts"/>; the median counts.
/// </summary>
public abstract class LambdaScenario : Scenario
{
    private const int Starts = 15;
    private const string Prefix = "bootstrap-";

    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-compare-lambda-").FullName;
    private EmulatorProcess? _sqs;
    private LambdaServiceOptions _options = new();

    public override string Other => "the same of a loop that answers hello world";

    public override Target Target => Target.AtMost(3);

    // It publishes two programs, and runs an emulator.
    public override bool IsLong => true;

    /// <summary>What the function is invoked with.</summary>
    protected abstract string Event { get; }

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        if ((NativeProgram.Missing ?? EmulatorModules.Missing) is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        await PublishAsync("samples/Quickstart.AwsLambda", "ours").ConfigureAwait(false);
        await PublishAsync("tests/AsyncSplit.AwsLambda.Hello", "other").ConfigureAwait(false);
        _sqs = await SqsEmulator.StartAsync().ConfigureAwait(false);
        _options = new LambdaServiceOptions
        {
            SqsEndpoint = _sqs.Address(SqsEmulator.Port),
            Environment = new Dictionary<string, string> { ["ASYNCSPLIT_QUEUES"] = await MakeQueueAsync("Pricing-QuoteAsync").ConfigureAwait(false) },
        };
    }

    public override ValueTask<Measurement> OursAsync() => MeasureAsync("ours", """{"batchItemFailures":[]}""");

    public override ValueTask<Measurement> OtherAsync() => MeasureAsync("other", "\"hello world\"");

    public override ValueTask DisposeAsync()
    {
        _sqs?.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
        return default;
    }

    private async Task PublishAsync(string project, string name)
    {
        var (exitCode, output) = await NativeProgram.PublishAsync(project, Path.Combine(_folder, name)).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }

    /// <returns>What stands before a function's name in the URL of its queue.</returns>
    private async Task<string> MakeQueueAsync(string function)
    {
        using var sqs = new Amazon.SQS.AmazonSQSClient("local", "local", new Amazon.SQS.AmazonSQSConfig { ServiceURL = _sqs!.Address(SqsEmulator.Port).ToString(), AuthenticationRegion = _options.Region });
        var queue = await sqs.CreateQueueAsync(Prefix + function).ConfigureAwait(false);
        return queue.QueueUrl[..^function.Length];
    }

    private async ValueTask<Measurement> MeasureAsync(string name, string expected)
    {
        var times = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            times.Add((await StartAsync(name, expected).ConfigureAwait(false)).TotalMilliseconds);
        }

        return new Measurement(Comparison.Median(times), 0, 0);
    }

    private async Task<TimeSpan> StartAsync(string name, string expected)
    {
        var function = new LambdaFunction { Name = name, Path = Path.Combine(_folder, name), Handler = "Orders-PlaceAsync", Timeout = TimeSpan.FromSeconds(10) };
        var service = await LambdaService.StartAsync(_options, function).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            var answer = await service.InvokeAsync(name, Encoding.UTF8.GetBytes(Event)).ConfigureAwait(false);
            await service.WaitUntilIdleAsync().ConfigureAwait(false);
            return answer.Text == expected && service.GetBill().Invocations is [{ IsColdStart: true } invocation]
                ? invocation.Init + invocation.Duration
                : throw new InvalidOperationException($"{name} has answered {answer.Text}, not {expected}.");
        }
    }
}
