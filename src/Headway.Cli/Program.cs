using Headway.Cli;

return await Verbs.Run(args);
