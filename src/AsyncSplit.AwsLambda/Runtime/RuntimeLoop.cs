using AsyncSplit.AwsLambda.Functions;

namespace AsyncSplit.AwsLambda.Runtime;

/// <summary>Takes one invocation after the other, until the process is told to end.</summary>
internal sealed class RuntimeLoop(RuntimeApiClient api, LambdaFunction function)
{
    /// <param name="stopping">Ends the loop between two invocations.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await api.NextAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }

            await AnswerAsync(invocation).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(Invocation invocation)
    {
        Environment.SetEnvironmentVariable(TraceHeader.Variable, invocation.TraceId);
        ReadOnlyMemory<byte> answer;
        try
        {
            answer = await function.HandleAsync(invocation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await api.FailAsync(invocation.RequestId, ErrorReport.OfInvocation(exception)).ConfigureAwait(false);
            return;
        }

        await api.RespondAsync(invocation.RequestId, answer).ConfigureAwait(false);
    }
}
