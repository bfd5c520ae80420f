using System.Text;
using AsyncSplit.Build.Aws;
using AsyncSplit.Build.Azure;
using AsyncSplit.Build.Deployment;
using AsyncSplit.Build.Manifests;
using AsyncSplit.Manifests;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace AsyncSplit.Build;

/// <summary>Writes the infrastructure files of an application from the manifests of its assemblies. The same input gives the same bytes.</summary>
public sealed class WriteDeploymentFiles : Microsoft.Build.Utilities.Task
{
    private const string LambdaPackage = "AsyncSplit.AwsLambda";
    private const string FunctionsPackage = "AsyncSplit.AzureFunctions";

    /// <summary>The project's assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The assemblies that it references; those of the framework may be left out.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The folder to write to.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The project's file, to which errors of its properties are reported.</summary>
    public string Project { get; set; } = "";

    /// <summary>The application's name; empty for the assembly's in lower case.</summary>
    public string Application { get; set; } = "";

    public string Granularity { get; set; } = "Handler";

    public string Delivery { get; set; } = DeploymentOptions.AtLeastOnce;

    public string Runtime { get; set; } = DeploymentOptions.CustomRuntime;

    /// <summary>The runtime identifier that is published for; empty for x64.</summary>
    public string RuntimeIdentifier { get; set; } = "";

    public int MemoryMb { get; set; }

    public int TimeoutSeconds { get; set; }

    public bool ClaimChecks { get; set; }

    /// <summary>Calls that go to queues of other applications: names, with the metadata <c>Queue</c>.</summary>
    public ITaskItem[] Routes { get; set; } = [];

    /// <summary>What was written.</summary>
    [Output]
    public ITaskItem[] Written { get; private set; } = [];

    public override bool Execute()
    {
        try
        {
            var own = AssemblyManifest.Read(Assembly);
            var manifests = References.Where(reference => File.Exists(reference.ItemSpec)).Select(reference => AssemblyManifest.Read(reference.ItemSpec)).Prepend(own).OfType<AssemblyManifest>().ToList();
            var application = new Application(manifests.SelectMany(manifest => manifest.Entries), manifests.SelectMany(manifest => manifest.Derived));
            var files = application.Entries.Count == 0 ? [] : Files(own, manifests, application).ToList();
            Written = [.. files.Select(file => (ITaskItem)new TaskItem(Write(file.Key, file.Value)))];
        }
        catch (DeploymentException problem)
        {
            Log.LogError(null, null, null, problem.File ?? Project, problem.Line, 0, 0, 0, "AsyncSplit: {0}.", problem.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private IEnumerable<KeyValuePair<string, string>> Files(AssemblyManifest? own, IReadOnlyList<AssemblyManifest> manifests, Application application)
    {
        var assembly = Path.GetFileNameWithoutExtension(Assembly);
        var plan = DeploymentPlan.Of(application, new DeploymentOptions
        {
            Application = Application.Length > 0 ? Application : ResourceNames.DefaultApplication(assembly),
            Assembly = assembly,
            Granularity = DeploymentOptions.ReadGranularity(Granularity),
            Delivery = Delivery,
            Runtime = Runtime,
            Architecture = RuntimeIdentifier.EndsWith("-arm64", StringComparison.Ordinal) ? "arm64" : "x86_64",
            MemoryMb = MemoryMb,
            TimeoutSeconds = TimeoutSeconds,
            HasClaimChecks = ClaimChecks,
            Routes = [.. Routes.Select(route => new Route(route.ItemSpec, route.GetMetadata("Queue")))],
        });
        if (IsReferenced(LambdaPackage))
        {
            CheckStartup(plan.Options, own?.Startups ?? []);
            foreach (var file in SamTemplate.Write(plan))
            {
                yield return file;
            }

            yield return new(TerraformFile.Name, TerraformFile.Write(plan));
        }

        if (IsReferenced(FunctionsPackage))
        {
            foreach (var file in FunctionsFiles.Write(plan))
            {
                yield return file;
            }
        }

        // Last, and always: the target goes by its time.
        yield return new(ChainsFile.Name, ChainsFile.Write(application, plan));

        bool IsReferenced(string name) => manifests.Any(manifest => manifest.Name == name);
    }

    private static void CheckStartup(DeploymentOptions options, IReadOnlyList<string> startups)
    {
        if (startups.Count > 1)
        {
            throw new DeploymentException($"the managed handlers need to know the one startup, and there are {startups.Count} public classes that implement IFunctionStartup: {string.Join(", ", startups)}. Leave one of them public");
        }

        if (options.IsManaged && startups.Count == 0)
        {
            throw new DeploymentException($"AsyncSplitRuntime is '{options.Runtime}', whose handlers need a startup, and there is none: add a public class that implements IFunctionStartup, and names it in its list of bases");
        }
    }

    /// <summary>Writes a file if its content has changed; the one that the target goes by, always.</summary>
    private string Write(string name, string content)
    {
        var path = Path.Combine([Folder, .. name.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = Encoding.UTF8.GetBytes(content);
        if (name == ChainsFile.Name || !File.Exists(path) || !File.ReadAllBytes(path).SequenceEqual(bytes))
        {
            File.WriteAllBytes(path, bytes);
        }

        return path;
    }
}
