using System.Globalization;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>How a function's program is started.</summary>
internal sealed class Bootstrap
{
    // What a program needs to be found and to run on this machine. Nothing else of this process gets into an environment.
    private static readonly string[] s_inherited = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DOTNET_ROOT"];

    private Bootstrap(IReadOnlyList<string> command, string folder)
    {
        Command = command;
        Folder = folder;
    }

    public IReadOnlyList<string> Command { get; }

    public string Folder { get; }

    /// <exception cref="FileNotFoundException">There is nothing to start.</exception>
    public static Bootstrap Find(LambdaFunction function)
    {
        var path = Path.GetFullPath(function.Path);
        var file = Directory.Exists(path) ? Path.Combine(path, "bootstrap") : path;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"The function {function.Name} has no bootstrap: there is no file {file}.", file);
        }

        var isAssembly = file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        return new Bootstrap(isAssembly ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", file] : [file], Path.GetDirectoryName(file)!);
    }

    /// <summary>The variables of an environment: Lambda's own, then those of the service, then the function's.</summary>
    public Dictionary<string, string> ToEnvironment(LambdaFunction function, LambdaServiceOptions options, string runtimeApi, Uri service, int number)
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["_HANDLER"] = function.Handler,
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMb.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = $"[$LATEST]{number.ToString(CultureInfo.InvariantCulture)}",
            ["AWS_REGION"] = options.Region,
            ["AWS_DEFAULT_REGION"] = options.Region,
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_SESSION_TOKEN"] = "local",
            ["AWS_ENDPOINT_URL_LAMBDA"] = service.GetLeftPart(UriPartial.Authority),
            ["LAMBDA_TASK_ROOT"] = Folder,
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
        };
        AddEndpoint(environment, "SQS", options.SqsEndpoint);
        AddEndpoint(environment, "DYNAMODB", options.DynamoDbEndpoint);
        foreach (var name in s_inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in options.Environment.Concat(function.Environment))
        {
            environment[name] = value;
        }

        return environment;
    }

    private static void AddEndpoint(Dictionary<string, string> environment, string service, Uri? endpoint)
    {
        if (endpoint is not null)
        {
            environment[$"AWS_ENDPOINT_URL_{service}"] = endpoint.GetLeftPart(UriPartial.Authority);
        }
    }
}
